import type { ClientHttp2Session } from "node:http2";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** More wait for the hub only where something is wrong. */
const MOST_WAITING = 256;
/** A hub that was started again is back within seconds; whoever waited this long has given up. */
const WAIT_MS = 30_000;
const LOOPBACK = "127.0.0.1";
/** So much may be under way on each connection, and on all of them, before somebody has to wait. */
const CONNECTION_BYTES = 1_048_576;
const ALL_BYTES = 8 * CONNECTION_BYTES;

type Http2 = typeof import("node:http2");

export interface NetworkDoorOptions {
  /** Where the program finds its proxy, on the loopback. */
  readonly port: number;
  /** Where the hub comes to serve it. */
  readonly socket: string;
}

/**
 * The only way out of a container without a network: whatever connects to the door on the loopback is handed to the hub,
 * which lets through what it allows. All connections go over the one that the hub opens. Those that come while there is
 * no hub wait for it.
 */
export class NetworkDoor {
  readonly #servers: readonly Server[];
  readonly #waiting = new Map<Socket, NodeJS.Timeout>();
  readonly #http2: Http2;
  #session: ClientHttp2Session | undefined;

  private constructor(http2: Http2) {
    this.#http2 = http2;
    this.#servers = [
      createServer({ allowHalfOpen: true }, (connection) => this.#enter(connection)),
      createServer((hub) => this.#serve(hub)),
    ];
  }

  static async open({ port, socket }: NetworkDoorOptions): Promise<NetworkDoor> {
    // Sessions without a door start the sooner for doing without it.
    const door = new NetworkDoor(process.getBuiltinModule("node:http2"));
    const [program, hub] = door.#servers;
    await Promise.all([listening(program, { port, host: LOOPBACK }), listening(hub, { path: socket })]);
    return door;
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const [connection, timer] of this.#waiting) {
      clearTimeout(timer);
      connection.destroy();
    }
    this.#waiting.clear();
    this.#session?.destroy();
  }

  #enter(connection: Socket): void {
    connection.on("error", () => connection.destroy());
    if (this.#session !== undefined) return pass(this.#session, connection);
    if (this.#waiting.size >= MOST_WAITING) return void connection.destroy();
    connection.pause();
    const timer = setTimeout(() => connection.destroy(), WAIT_MS);
    this.#waiting.set(connection, timer);
    connection.once("close", () => {
      clearTimeout(timer);
      this.#waiting.delete(connection);
    });
    return undefined;
  }

  /** The latest hub is the one that serves. */
  #serve(hub: Socket): void {
    hub.on("error", () => hub.destroy());
    const settings = { initialWindowSize: CONNECTION_BYTES, enablePush: false };
    const session = this.#http2.connect("http://hub", { createConnection: () => hub, settings });
    session.once("connect", () => session.setLocalWindowSize(ALL_BYTES));
    session.on("error", () => session.destroy());
    session.once("close", () => {
      if (this.#session === session) this.#session = undefined;
    });
    this.#session?.close();
    this.#session = session;
    for (const [connection, timer] of this.#waiting) {
      clearTimeout(timer);
      pass(session, connection);
    }
    this.#waiting.clear();
  }
}

/** Hands a connection over, as it is: what is said on it is for the hub to read. */
function pass(session: ClientHttp2Session, connection: Socket): void {
  let stream: Duplex;
  try {
    stream = session.request({ ":method": "POST", ":path": "/" }, { endStream: false });
  } catch {
    // It was just closed.
    connection.destroy();
    return;
  }
  stream.on("error", () => connection.destroy());
  stream.once("close", () => connection.destroy());
  connection.once("close", () => stream.destroy());
  connection.pipe(stream);
  stream.pipe(connection);
}

function listening(
  server: Server | undefined,
  where: { port: number; host: string } | { path: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server?.once("error", reject);
    server?.listen(where, () => {
      server.removeListener("error", reject);
      // One connection that cannot be taken is not the end of all.
      server.on("error", () => undefined);
      resolve();
    });
  });
}
