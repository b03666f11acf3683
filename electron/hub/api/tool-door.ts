import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createMcpHandler, type McpHttpHandler } from "@modelcontextprotocol/server";
import { listedServer } from "../../../shared/mcp/tool-plan.ts";
import type { UserTokens } from "../config/user-tokens.ts";
import { hasCode } from "../files/has-code.ts";
import type { Host } from "../host/host.ts";
import type { Logger } from "../log/logger.ts";
import { deskServer } from "../mcp/desk-server.ts";
import { httpCallKey } from "../mcp/http-call-key.ts";
import { resourceBus } from "../mcp/resource-bus.ts";
import type { ToolDesk } from "../mcp/tool-desk.ts";
import { bearerToken } from "./access.ts";

/** Where the servers of tools are, each by its name behind it. */
const TOOLS_PATH = "/mcp/";

export interface ToolDoorOptions {
  readonly host: Host;
  readonly tokens: UserTokens;
  readonly log: Logger;
}

/**
 * The door for programs on this machine that are no agents of Quorum's: the tools that agents have, one request at a time
 * and with nothing kept between them. Who calls is whose token it is.
 */
export class ToolDoor {
  readonly #options: ToolDoorOptions;
  /** Of each desk by user: what a user may be told of is nobody else's. */
  readonly #handlers = new WeakMap<ToolDesk, Map<string, McpHttpHandler>>();

  constructor(options: ToolDoorOptions) {
    this.#options = options;
  }

  isFor(request: IncomingMessage): boolean {
    return request.url?.startsWith(TOOLS_PATH) === true;
  }

  /** Answers a request whose names have been checked; the status says all where it is refused. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host, tokens } = this.#options;
    const project = host.project?.path;
    const token = bearerToken(request);
    const user =
      project === undefined || token === undefined ? undefined : await tokens.userOf(project, token);
    if (token === undefined || user === undefined) {
      response.writeHead(401, { "WWW-Authenticate": "Bearer" });
      return void response.end();
    }
    const name = request.url?.slice(TOOLS_PATH.length) ?? "";
    const desk = host.hub.tools.get(name);
    if (desk === undefined) {
      // A hub that another program runs has its own door.
      response.writeHead(host.runsHub ? 404 : 421);
      return void response.end();
    }
    const authInfo = { token, clientId: user, scopes: [] };
    const left = new AbortController();
    response.once("close", () => left.abort());
    const asked = webRequest(request, left.signal);
    await send(await this.#handlerOf(desk, user).fetch(asked, { authInfo }), response);
    await takeRest(asked);
  }

  #handlerOf(desk: ToolDesk, user: string): McpHttpHandler {
    const handlers = this.#handlers.get(desk) ?? new Map<string, McpHttpHandler>();
    this.#handlers.set(desk, handlers);
    const known = handlers.get(user);
    if (known !== undefined) return known;
    const { host, log } = this.#options;
    const listed = listedServer(desk.plan);
    const onFailed = (error: unknown): void => log.error("a tool failed", { error });
    const handler = createMcpHandler(
      ({ era, requestInfo }) =>
        deskServer({
          desk,
          listed,
          version: host.state.version,
          callerOf: (_context, called) => ({
            user,
            door: "http",
            key: httpCallKey(requestInfo?.headers.get("idempotency-key"), called),
          }),
          // Earlier programs would have to keep a stream open between requests, which is not offered.
          tellsOfChanges: era === "modern",
          onFailed,
        }),
      {
        ...(desk.resources === undefined ? {} : { bus: resourceBus(desk.resources.onChanged(user)) }),
        onerror: (error) => log.info("a request for tools was refused", { reason: error.message }),
      },
    );
    handlers.set(user, handler);
    return handler;
  }
}

function webRequest(request: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", headers, url = "/" } = request;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as [string, string]],
  );
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? { body: Readable.toWeb(request), duplex: "half" as const } : {};
  return new Request(new URL(url, `http://${headers.host}`), { method, headers: pairs, signal, ...body });
}

/** Takes in what nobody read of a request that was refused for it: the next one on its connection comes behind it. */
async function takeRest({ body }: Request): Promise<void> {
  // Whoever asked may have left in the middle of it.
  await body?.pipeTo(new WritableStream()).catch(() => undefined);
}

async function send({ status, headers, body }: Response, response: ServerResponse): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  if (body === null) return void response.end();
  await pipeline(Readable.fromWeb(body), response).catch((error: unknown) => {
    // Whoever asked has left.
    if (!hasCode(error, "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR")) throw error;
  });
}
