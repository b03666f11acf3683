import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { UserTokens } from "../config/user-tokens.ts";
import { hasCode } from "../files/has-code.ts";
import type { Host } from "../host/host.ts";
import type { Logger } from "../log/logger.ts";
import { Access, SOCKET_PROTOCOL } from "./access.ts";
import type { ContractServer } from "./contract-server.ts";
import { PAGE_HEADERS, readPageFile } from "./page-file.ts";
import { pipeOverSocket } from "./socket-pipe.ts";
import { ToolDoor } from "./tool-door.ts";

const LOOPBACK = "127.0.0.1";
/** Larger than any request; a terminal's largest frame is a piece of a paste. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** More sockets than any window, with all its terminals, and all command lines together. */
const MAX_SOCKETS = 512;

export interface HttpOptions {
  readonly contract: ContractServer;
  readonly token: string;
  /** Absent: any free port. */
  readonly port?: number;
  /** The tokens of users' programs; absent, the tools are served to none. */
  readonly userTokens?: UserTokens;
  /** The built window; absent, only sockets are served. */
  readonly pageFolder?: string;
  readonly log: Logger;
}

export interface HttpServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a host on this machine's loopback: the window to a browser, the contract and terminals over WebSockets. */
export async function serveHttp(
  host: Host,
  { contract, token, port, userTokens, pageFolder, log }: HttpOptions,
): Promise<HttpServer> {
  const server = createServer();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(SOCKET_PROTOCOL) ? SOCKET_PROTOCOL : false),
  });
  const bound = await listen(server, port ?? 0);
  const access = new Access({ token, hosts: [`${LOOPBACK}:${bound}`, `localhost:${bound}`] });
  const tools = userTokens && new ToolDoor({ host, tokens: userTokens, log: log.child("tools") });
  server.on("request", (request, response) => {
    const refusal = access.refusalForPage(request);
    if (refusal !== undefined) return refuse(response, refusal);
    if (tools?.isFor(request) === true) {
      return void tools.answer(request, response).catch((error: unknown) => {
        log.error("a request for tools failed", { error });
        if (response.headersSent) response.destroy();
        else refuse(response, 500);
      });
    }
    if (pageFolder === undefined) return refuse(response, 404);
    answer(pageFolder, request, response).catch((error: unknown) => {
      log.error("a file could not be served", { error });
      refuse(response, 500);
    });
  });
  server.on("upgrade", (request, socket, head) => {
    const refusal =
      access.refusalForSocket(request) ?? (sockets.clients.size >= MAX_SOCKETS ? 503 : undefined);
    const target = refusal === undefined ? targetOf(request) : undefined;
    if (target === undefined) return refuseUpgrade(socket, refusal ?? 404);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("error", (error) => log.warn("a socket failed", { reason: error.message }));
      if (target.kind === "contract") contract.connectSocket(webSocket);
      else openTerminal(host, target, webSocket);
    });
  });
  return {
    url: `http://${LOOPBACK}:${bound}`,
    port: bound,
    close: () => {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const [path = "/"] = (request.url ?? "/").split("?");
  const file = await readPageFile(folder, path);
  if (file === undefined) return refuse(response, 404);
  response.writeHead(200, file.headers);
  response.end(request.method === "HEAD" ? undefined : file.content);
}

/** Ends a request that is not served; the status says all. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...PAGE_HEADERS, "Content-Type": "text/plain" });
  response.end();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (!hasCode(error, "EADDRINUSE", "EACCES")) return reject(error);
      const why = hasCode(error, "EACCES") ? "may not be used by you" : "is in use by another program";
      reject(new HubError("conflict", `Port ${port} ${why}. Choose another with --port.`, { cause: error }));
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

type Target =
  | { readonly kind: "contract" }
  | { readonly kind: "terminal" | "shell"; readonly agent: AgentId };

function targetOf(request: IncomingMessage): Target | undefined {
  const [pathname, query] = (request.url ?? "/").split("?");
  const searchParams = new URLSearchParams(query);
  if (pathname === "/rpc") return { kind: "contract" };
  const agent = AgentId.safeParse(searchParams.get("agent"));
  if (!agent.success) return undefined;
  if (pathname === "/terminal") return { kind: "terminal", agent: agent.data };
  return pathname === "/shell" ? { kind: "shell", agent: agent.data } : undefined;
}

/** A terminal of an agent that is not there is closed with the reason, which a browser hides from a refused upgrade. */
function openTerminal(
  host: Host,
  { kind, agent }: Exclude<Target, { readonly kind: "contract" }>,
  socket: Parameters<typeof pipeOverSocket>[0],
): void {
  try {
    if (kind === "terminal") host.openTerminal(agent, pipeOverSocket(socket));
    else host.openShell(agent, pipeOverSocket(socket));
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    socket.close(4004, error.code);
  }
}

function refuseUpgrade(socket: Duplex, status: number): void {
  // Whoever is refused may be gone before it reads why, and nobody else listens to this socket's errors.
  socket.on("error", () => undefined);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
