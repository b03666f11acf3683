import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test, type BrowserContext, type Page } from "@playwright/test";
import type { Workspace } from "../fixtures/workspace.ts";
import { drawn } from "./drawn.ts";
import { ownPort } from "./own-port.ts";
import { argumentsFor, type QuorumProgram, type StartRequest } from "./quorum-program.ts";

/** The built server, and a browser's page. */
export class ServerProgram implements QuorumProgram {
  readonly #workspace: Workspace;
  readonly #context: BrowserContext;
  readonly #output: (text: string) => void;
  /** How Node is started. */
  #node: { readonly arguments: readonly string[]; readonly environment: NodeJS.ProcessEnv } = {
    arguments: [],
    environment: {},
  };
  #server: ChildProcess | undefined;
  #url: string | undefined;
  #page: Page | undefined;

  constructor(workspace: Workspace, context: BrowserContext, output: (text: string) => void) {
    this.#workspace = workspace;
    this.#context = context;
    this.#output = output;
  }

  /** The URL that the server printed, with its token. */
  get url(): string {
    if (this.#url === undefined) throw new Error("The server was not started.");
    return this.#url;
  }

  async start(request: StartRequest = {}): Promise<Page> {
    await this.serve(request, ["--port", String(await ownPort(test.info().parallelIndex))]);
    return this.openWindow();
  }

  /** Starts the server with a clock that begins at a moment, in a time zone that is everywhere the same. */
  async startAt(moment: string, request: StartRequest = {}): Promise<Page> {
    const clock = pathToFileURL(join(this.#workspace.root, "e2e/fixtures/set-clock.ts")).href;
    this.#node = {
      arguments: ["--import", clock],
      environment: { QUORUM_SPEC_TIME: moment, TZ: "UTC" },
    };
    return this.start(request);
  }

  /** Starts the server again where it was, for the pages that are still open. */
  async serveAgain(request: StartRequest = {}): Promise<void> {
    await this.serve(request, ["--port", new URL(this.url).port]);
  }

  /** Starts the server alone. */
  async serve(request: StartRequest = {}, values: readonly string[] = []): Promise<void> {
    const { root, node } = this.#workspace;
    const program = join(root, "out/server/server.js");
    const server = spawn(node, [...this.#node.arguments, program, ...values, ...argumentsFor(request)], {
      cwd: this.#workspace.folder,
      env: { ...this.#workspace.environment(), ...this.#node.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#server = server;
    this.#url = await printedUrl(server, this.#output);
  }

  async openWindow(): Promise<Page> {
    this.#page = await this.#context.newPage();
    await this.#page.goto(this.url);
    return drawn(this.#page);
  }

  async closeWindow(): Promise<void> {
    await this.#page?.close();
    this.#page = undefined;
  }

  async end(): Promise<void> {
    await this.closeWindow();
    await this.#stop("SIGTERM");
  }

  async kill(): Promise<void> {
    await this.#stop("SIGKILL");
  }

  async #stop(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  }
}

/** The server says where it is; a server that ends first says why. */
function printedUrl(server: ChildProcess, output: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (data: Buffer): void => {
      output(data.toString());
      said += data.toString();
      const url = /http:\/\/\S+#token=\S+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", hear);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`The server ended with ${code} and said: ${said}`)));
  });
}
