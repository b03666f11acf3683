import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { answerEvents } from "./answer-stream.ts";
import { modelRequest } from "./model-request.ts";
import { ScriptedModel } from "./scripted-model.ts";
import { says, type Turn } from "./turn.ts";

/** What small questions beside the conversation are answered with: JSON, and a title in it for whoever asks for one. */
const ASIDE = JSON.stringify({ title: "A scripted session" });

/** A Messages API on loopback, in which a test writes what the model says. Each agent has a model of its own. */
export class MessagesApi {
  /** What the API could not make sense of; a test is right to expect none. */
  readonly problems: string[] = [];
  readonly #server: Server;
  readonly #models = new Map<string, ScriptedModel>();
  #answers = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on("request", (request, response) => void this.#serve(request, response));
  }

  /** Starts it on a free port. */
  static async start(): Promise<MessagesApi> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new MessagesApi(server);
  }

  /** The model of an agent, made when it is first named. */
  model(name = "agent"): ScriptedModel {
    const { port } = this.#server.address() as AddressInfo;
    const model = this.#models.get(name) ?? new ScriptedModel(`http://127.0.0.1:${port}/${name}`);
    this.#models.set(name, model);
    return model;
  }

  /** Stops it, also in the middle of an answer. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Reports its own failures: nobody waits for it. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    try {
      await this.#answer(request, response, gone.signal);
    } catch (error) {
      if (gone.signal.aborted) return;
      this.problems.push(`${request.method} ${request.url}: ${String(error)}`);
      response.destroy();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const [, name = "", ...rest] = pathname.split("/");
    const path = `/${rest.join("/")}`;
    if (request.method !== "POST" || !path.startsWith("/v1/messages")) {
      // It looks whether anyone is there before it asks.
      const isLook = request.method === "HEAD" || request.method === "GET";
      if (!isLook) this.problems.push(`${request.method} ${pathname} is nothing that is known here`);
      response.writeHead(isLook ? 200 : 404).end();
      return;
    }
    const model = this.model(decodeURIComponent(name));
    const asked = modelRequest(path, request.headers, JSON.parse(await readText(request)), performance.now());
    model.record(asked);
    if (asked.kind === "count") {
      sendJson(response, 200, { input_tokens: Math.ceil(JSON.stringify(asked.body).length / 4) });
      return;
    }
    const turn = asked.kind === "aside" ? says(ASIDE) : await model.next(asked, signal);
    this.#answers += 1;
    await sendTurn(response, turn, asked.body.model, String(this.#answers).padStart(4, "0"), signal);
  }
}

async function sendTurn(
  response: ServerResponse,
  turn: Turn,
  model: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  if (turn.kind === "failed") {
    const { status, type, message } = turn;
    sendJson(response, status, { type: "error", error: { type, message } });
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": `req_${id}` });
  for await (const event of answerEvents(turn, model, id)) {
    if (signal.aborted) return;
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  // Without this header it tries an error again for minutes.
  const headers = { "content-type": "application/json", "x-should-retry": "false" };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
