import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import {
  LineReader,
  MAX_CALL_BYTES,
  MCP_CALL,
  type CallerMessage,
} from "../../../shared/link/agent-calls.ts";
import type { McpCall } from "../../../shared/mcp/mcp-calls.ts";

/** The largest answer there can be. */
const MAX_REPLY_BYTES = 128 * 1024 * 1024;

const NO_HOST = "This session has no host that could be asked. Start the agent from Quorum again.";
const HOST_LOST =
  "The host of this session went away before there was an answer. Whether it did what was asked is not known: look before you try again.";
const TOO_LARGE = "This is too large to be sent out of a session.";

/** Why there is no answer, in a sentence for whoever called. */
export class CallProblem extends Error {
  override readonly name = "CallProblem";
}

/** What the hub answered. */
export interface HubReply {
  readonly result: unknown;
  /** Says that the answer has reached its reader. */
  taken(): void;
}

interface Waiting {
  readonly onNews: (news: unknown) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: Error) => void;
}

/** Calls of this program to the hub: any number at a time, over one connection to the session host. */
export class HubCalls {
  readonly #path: string | undefined;
  readonly #waiting = new Map<string, Waiting>();
  #socket: Socket | undefined;

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Calls once; throws a `CallProblem` where there is no answer. An aborted call is not waited for any more. */
  async call(body: McpCall, signal: AbortSignal, onNews: (news: unknown) => void): Promise<HubReply> {
    signal.throwIfAborted();
    const key = randomBytes(16).toString("hex");
    const line = lineOf({ message: "call", key, kind: MCP_CALL, body });
    if (line.byteLength > MAX_CALL_BYTES) throw new CallProblem(TOO_LARGE);
    const socket = this.#connected();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(key, { onNews, resolve, reject });
    const onAbort = (): void => {
      socket.write(lineOf({ message: "cancel", key }));
      reject(new CallProblem("Nobody waits for this any more."));
    };
    signal.addEventListener("abort", onAbort);
    socket.write(line);
    try {
      const result = await promise;
      return { result, taken: () => void socket.write(lineOf({ message: "taken", key })) };
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#waiting.delete(key);
    }
  }

  /** Leaves, when what was said last is on its way. */
  close(): void {
    this.#socket?.end();
    this.#socket?.unref();
  }

  #connected(): Socket {
    if (this.#path === undefined || this.#path === "") throw new CallProblem(NO_HOST);
    if (this.#socket !== undefined) return this.#socket;
    const socket = connect(this.#path);
    this.#socket = socket;
    let wasThere = false;
    socket.once("connect", () => {
      wasThere = true;
    });
    const reader = new LineReader(MAX_REPLY_BYTES);
    socket.on("data", (bytes) => {
      try {
        reader.push(bytes, (line) => this.#onReply(JSON.parse(line)));
      } catch {
        // It is not the host of a session, or no longer in its senses.
        socket.destroy();
      }
    });
    // The close that follows says it to all who wait.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = undefined;
      for (const { reject } of this.#waiting.values())
        reject(new CallProblem(wasThere ? HOST_LOST : NO_HOST));
    });
    return socket;
  }

  #onReply(reply: unknown): void {
    if (typeof reply !== "object" || reply === null || !("key" in reply)) return;
    const waiting = typeof reply.key === "string" ? this.#waiting.get(reply.key) : undefined;
    if ("news" in reply) waiting?.onNews(reply.news);
    else if ("problem" in reply) waiting?.reject(new CallProblem(String(reply.problem)));
    else if ("result" in reply) waiting?.resolve(reply.result);
  }
}

function lineOf(message: CallerMessage): Buffer {
  return Buffer.from(`${JSON.stringify(message)}\n`);
}
