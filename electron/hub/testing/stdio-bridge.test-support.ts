import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import { z } from "zod";

const Message = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string().optional(),
});
type Message = z.infer<typeof Message>;

const SESSION = "mcp-session-id";

/** A server that speaks over standard input and output, as one over HTTP: for what asks over HTTP only. */
export class StdioBridge {
  readonly #start: () => ChildProcess;
  readonly #server: Server;
  readonly #programs = new Map<string, StdioProgram>();

  private constructor(server: Server, start: () => ChildProcess) {
    this.#server = server;
    this.#start = start;
    server.on("request", (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** Opens it on a free port; each session has a program of its own, and what comes without a session shares one. */
  static async open(start: () => ChildProcess): Promise<StdioBridge> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new StdioBridge(server, start);
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/mcp`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await Promise.all([...this.#programs.values()].map((program) => program.end()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return void response.writeHead(405).end();
    const message = Message.parse(await json(request));
    const isFirst = message.method === "initialize";
    const session = isFirst ? randomUUID() : (request.headers[SESSION]?.toString() ?? "");
    const program = this.#programs.get(session) ?? new StdioProgram(this.#start());
    this.#programs.set(session, program);
    const answer = await program.say(message);
    if (answer === undefined) return void response.writeHead(202).end();
    response.writeHead(200, {
      "content-type": "application/json",
      ...(isFirst ? { [SESSION]: session } : {}),
    });
    response.end(JSON.stringify(answer));
  }
}

/** A program that is asked by lines and answers by lines, whoever's the ids are. */
class StdioProgram {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, (answer: Message) => void>();
  #asks = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout === null) throw new Error("what it says cannot be heard");
    createInterface(child.stdout).on("line", (line) => {
      const answer = Message.parse(JSON.parse(line));
      if (answer.method === undefined) this.#asked.get(Number(answer.id))?.(answer);
    });
  }

  /** Resolves with the answer, with nothing where none is due. */
  say(message: Message): Promise<Message> | undefined {
    const { id } = message;
    if (id === undefined || message.method === undefined) {
      this.#write(message);
      return undefined;
    }
    const own = ++this.#asks;
    return new Promise((resolve) => {
      this.#asked.set(own, (answer) => resolve({ ...answer, id }));
      this.#write({ ...message, id: own });
    });
  }

  async end(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.stdin?.end();
    await ended;
  }

  #write(message: Message): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}
