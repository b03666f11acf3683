import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { LineReader } from "../../../shared/link/agent-calls.ts";
import type { McpServerCommand } from "../mcp-servers.ts";

/** Larger than any list of tools. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const KEPT_COMPLAINT_CHARS = 300;

/** Why a server cannot be talked to, in a sentence. */
export class ServerSilence extends Error {
  override readonly name = "ServerSilence";
}

interface Asked {
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: ServerSilence) => void;
}

export interface ServerStart {
  readonly command: McpServerCommand;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A server of tools that is started as a program would start it, and asked over its standard input and output. */
export class ServerConversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #asked = new Map<number, Asked>();
  #complaint = "";
  #silence: ServerSilence | undefined;
  #lastId = 0;

  constructor({ command, folder, environment }: ServerStart) {
    const env = { ...environment, ...command.env };
    this.#child = spawn(command.command, command.args, { cwd: folder, env, windowsHide: true });
    const reader = new LineReader(MAX_LINE_BYTES);
    this.#child.stdout.on("data", (bytes: Uint8Array) => {
      try {
        reader.push(bytes, (line) => this.#onLine(line));
      } catch {
        this.#end("It answers something that is not of the protocol.");
      }
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaint = `${this.#complaint}${text}`.slice(-KEPT_COMPLAINT_CHARS);
    });
    // What it does not read because it is gone is told by its end.
    this.#child.stdin.on("error", () => undefined);
    this.#child.on("error", (error) => this.#end(`It could not be started: ${error.message}.`));
    this.#child.on("close", (code) => {
      const said = this.#complaint.trim().split("\n").at(-1) ?? "";
      this.#end(`It ended with code ${code ?? "?"} before it answered. ${said}`.trim());
    });
  }

  /** Asks, and resolves with the result; a `ServerSilence` where there is none, or not soon enough. */
  async request(method: string, params: object, patienceMs: number): Promise<unknown> {
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#silence !== undefined) throw this.#silence;
    this.#asked.set(id, { resolve, reject });
    const late = `It did not answer within ${Math.round(patienceMs / 1000)} seconds.`;
    const patience = setTimeout(() => reject(new ServerSilence(late)), patienceMs);
    this.#write({ jsonrpc: "2.0", id, method, params });
    try {
      return await promise;
    } finally {
      clearTimeout(patience);
      this.#asked.delete(id);
    }
  }

  notify(method: string): void {
    this.#write({ jsonrpc: "2.0", method });
  }

  /** Leaves as a program does; one that does not go by itself is ended. */
  close(): void {
    this.#child.stdin.end();
    const end = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    end.unref();
    this.#child.once("close", () => clearTimeout(end));
  }

  #write(message: object): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  #onLine(line: string): void {
    const said: unknown = JSON.parse(line);
    if (typeof said !== "object" || said === null || !("id" in said) || typeof said.id !== "number") return;
    const asked = this.#asked.get(said.id);
    if ("result" in said) asked?.resolve(said.result);
    else if ("error" in said) asked?.reject(new ServerSilence(refusalIn(said.error)));
  }

  #end(reason: string): void {
    this.#silence ??= new ServerSilence(reason.slice(0, 500));
    for (const { reject } of this.#asked.values()) reject(this.#silence);
  }
}

function refusalIn(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  const message =
    hasMessage && typeof error.message === "string" ? error.message : "It refuses, and does not say why.";
  return message.slice(0, 500);
}
