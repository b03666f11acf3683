import {
  createServer,
  request as requestHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { performServerHandshake } from "node:http2";
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { isAllowedHost, parseDestination, type Destination } from "./allowed-hosts.ts";

/** So much may be under way on each connection, and on all of them, before somebody has to wait. */
const CONNECTION_BYTES = 1_048_576;
const ALL_BYTES = 8 * CONNECTION_BYTES;

/** Between one proxy and the next, and not beyond. */
const HOP_HEADERS = new Set(
  "connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade".split(
    " ",
  ),
);

export interface ServeNetworkOptions {
  /** The door of a container, as it is reached. It is served until it closes. */
  readonly connection: Duplex;
  readonly hosts: readonly string[];
  /** Hears where the program wanted to go and may not; undefined where it did not say that properly. */
  readonly onRefused?: ((destination: Destination | undefined) => void) | undefined;
}

/** Is the proxy of a container that has no network of its own, and lets it reach the hosts on its list. */
export function serveNetwork({ connection, hosts, onRefused }: ServeNetworkOptions): void {
  const allowed = (destination: Destination | undefined): destination is Destination => {
    if (destination !== undefined && isAllowedHost(hosts, destination)) return true;
    onRefused?.(destination);
    return false;
  };
  const proxy = createServer((incoming, response) => void forward(incoming, response, allowed));
  proxy.on("connect", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const destination = parseDestination(incoming.url ?? "");
    if (allowed(destination)) tunnel(destination, socket, head);
    else refuse(socket, 403);
  });
  // Whoever speaks anything else is cut off.
  proxy.on("clientError", (_error, socket) => socket.destroy());
  const session = performServerHandshake(connection, { settings: { initialWindowSize: CONNECTION_BYTES } });
  session.once("connect", () => session.setLocalWindowSize(ALL_BYTES));
  session.on("error", () => session.destroy());
  session.on("stream", (stream) => {
    stream.on("error", () => stream.destroy());
    stream.respond({ ":status": 200 });
    // As a plain stream: the server would read a stream of HTTP/2 past its framing.
    proxy.emit("connection", Duplex.from({ readable: stream, writable: stream }));
  });
  const end = (): void => {
    session.destroy();
    proxy.closeAllConnections();
  };
  connection.once("close", end);
  connection.on("error", end);
}

function tunnel({ host, port }: Destination, socket: Duplex, head: Buffer): void {
  const outside = connect({ host, port, allowHalfOpen: true });
  let isOpen = false;
  outside.once("connect", () => {
    isOpen = true;
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    outside.write(head);
    outside.pipe(socket);
    socket.pipe(outside);
  });
  outside.on("error", () => {
    if (isOpen) socket.destroy();
    else refuse(socket, 502);
  });
  outside.once("close", () => socket.end());
  socket.on("error", () => outside.destroy());
  socket.once("close", () => outside.destroy());
}

/** What is not encrypted is asked for by its whole address. */
async function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  allowed: (destination: Destination | undefined) => destination is Destination,
): Promise<void> {
  const url = URL.parse(incoming.url ?? "");
  const isHttp = url?.protocol === "http:" && url.username === "" && url.password === "";
  const port = url === null || url.port === "" ? 80 : Number(url.port);
  const destination =
    isHttp && url !== null ? parseDestination(`${url.hostname}:${String(port)}`) : undefined;
  if (url === null || !allowed(destination)) return void response.writeHead(403).end();
  const { method } = incoming;
  const outgoing = requestHttp(url, { method, headers: endToEnd(incoming.headers) }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    answer.pipe(response);
  });
  outgoing.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  response.once("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));
}

function refuse(socket: Duplex, status: 403 | 502): void {
  const reason = status === 403 ? "Forbidden" : "Bad Gateway";
  socket.end(`HTTP/1.1 ${String(status)} ${reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
