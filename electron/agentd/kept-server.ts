import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";

/** How long a session whose socket was taken away cannot be reached. */
const WATCH_MS = 3000;

/**
 * A server on a socket for this user alone. A logout may clear away the folder that sockets lie in, while agents run
 * on: it must be found all the same, and listens again.
 */
export class KeptServer {
  readonly #socket: string;
  readonly #onConnection: (connection: Socket) => void;
  readonly #watch: NodeJS.Timeout;
  #server: Server;

  private constructor(socket: string, server: Server, onConnection: (connection: Socket) => void) {
    this.#socket = socket;
    this.#server = server;
    this.#onConnection = onConnection;
    server.on("connection", onConnection);
    this.#watch = setInterval(() => this.#listenAgain(), WATCH_MS).unref();
  }

  static async listen(socket: string, onConnection: (connection: Socket) => void): Promise<KeptServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(socket, resolve);
    });
    protect(socket);
    return new KeptServer(socket, server, onConnection);
  }

  /** Takes no more connections; those there are stay. */
  close(): void {
    clearInterval(this.#watch);
    this.#server.close();
  }

  #listenAgain(): void {
    if (process.platform === "win32" || existsSync(this.#socket)) return;
    // The old server's path is gone; who is connected to it stays.
    this.#server.close();
    mkdirSync(dirname(this.#socket), { recursive: true, mode: 0o700 });
    this.#server = createServer((connection) => this.#onConnection(connection));
    // Where it cannot be now, it is tried again.
    this.#server.on("error", () => undefined);
    this.#server.listen(this.#socket, () => protect(this.#socket));
  }
}

/** The folder keeps others out as well; this holds wherever the socket lies. */
function protect(socket: string): void {
  if (process.platform !== "win32") chmodSync(socket, 0o600);
}
