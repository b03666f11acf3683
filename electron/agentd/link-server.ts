import { timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { decodeViewerFrame, FrameError, type ViewerFrame } from "../../shared/terminal/frames.ts";
import {
  encodeControl,
  encodeForViewer,
  encodeViewerClosed,
  HubMessage,
  LinkFrameReader,
  type LinkFrame,
  type SessionMessage,
} from "../../shared/link/link-frames.ts";
import type { Session } from "./session.ts";
import type { Viewer } from "./viewer.ts";

/** How long a session whose socket was taken away cannot be reached. */
const WATCH_MS = 3000;

export interface LinkServerOptions {
  readonly socket: string;
  readonly key: string;
  readonly session: Session;
  readonly welcome: () => SessionMessage;
  readonly onStop: (force: boolean) => void;
}

/** Where hubs come in, one after another: the latest is served, and the one before it is let go. */
export class LinkServer {
  readonly #options: LinkServerOptions;
  #server: Server;
  readonly #watch: NodeJS.Timeout;
  #link: Link | undefined;
  #problem: string | undefined;

  private constructor(options: LinkServerOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    server.on("connection", (socket) => this.#accept(socket));
    this.#watch = setInterval(() => this.#listenAgain(), WATCH_MS).unref();
  }

  static async listen(options: LinkServerOptions): Promise<LinkServer> {
    return new LinkServer(options, await listening(options.socket));
  }

  setProblem(problem: string | undefined): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#link?.say(problemMessage(problem));
  }

  /** Says the last word and closes; resolves when it has left. */
  async end(message: SessionMessage): Promise<void> {
    clearInterval(this.#watch);
    this.#server.close();
    await this.#link?.end(message);
  }

  /** A logout may clear away the folder that sockets lie in, while agents run on: hubs must find them all the same. */
  #listenAgain(): void {
    const { socket } = this.#options;
    if (process.platform === "win32" || existsSync(socket)) return;
    // The old server's path is gone; who is connected to it stays.
    this.#server.close();
    mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
    this.#server = createServer((connection) => this.#accept(connection));
    // Where it cannot be now, it is tried again.
    this.#server.on("error", () => undefined);
    this.#server.listen(socket);
  }

  #accept(socket: Socket): void {
    socket.setNoDelay(true);
    const link = new Link(socket, this.#options, () => {
      this.#link?.close();
      this.#link = link;
      link.say(this.#options.welcome());
      link.say(problemMessage(this.#problem));
    });
  }
}

function listening(socket: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, () => resolve(server));
  });
}

function problemMessage(problem: string | undefined): SessionMessage {
  return { kind: "problem", ...(problem === undefined ? {} : { problem }) };
}

/** One hub's connection, and the viewers that it carries. */
class Link {
  readonly #socket: Socket;
  readonly #options: LinkServerOptions;
  readonly #onHello: () => void;
  readonly #viewers = new Map<number, Viewer>();
  #isTrusted = false;

  constructor(socket: Socket, options: LinkServerOptions, onHello: () => void) {
    this.#socket = socket;
    this.#options = options;
    this.#onHello = onHello;
    const reader = new LinkFrameReader();
    socket.on("data", (bytes) => {
      try {
        reader.push(bytes, (frame) => this.#onFrame(frame));
      } catch {
        // Not our protocol, or not well-formed: whoever it is has nothing to say here.
        socket.destroy();
      }
    });
    // A reset is a close like any other; the close event follows.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#closeViewers());
  }

  say(message: SessionMessage): void {
    if (this.#socket.writable) this.#socket.write(encodeControl(message));
  }

  async end(message: SessionMessage): Promise<void> {
    if (!this.#socket.writable) return;
    await new Promise<void>((resolve) => {
      this.#socket.once("close", resolve);
      this.#socket.end(encodeControl(message));
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #onFrame(frame: LinkFrame): void {
    if (frame.kind === "control") this.#onControl(HubMessage.parse(JSON.parse(frame.text)));
    else if (!this.#isTrusted) this.#socket.destroy();
    else if (frame.kind === "viewer") this.#onViewerFrame(frame.viewer, frame.frame);
    else this.#closeViewer(frame.viewer);
  }

  #onControl(message: HubMessage): void {
    if (message.kind === "hello") {
      if (!isSame(message.key, this.#options.key)) return void this.#socket.destroy();
      this.#isTrusted = true;
      this.#onHello();
    } else if (!this.#isTrusted) this.#socket.destroy();
    else this.#options.onStop(message.force);
  }

  #onViewerFrame(number: number, bytes: Uint8Array): void {
    try {
      this.#serve(number, decodeViewerFrame(bytes));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#closeViewer(number);
      this.#socket.write(encodeViewerClosed(number));
    }
  }

  #serve(number: number, frame: ViewerFrame): void {
    const { session } = this.#options;
    if (frame.kind === "open") {
      this.#closeViewer(number);
      const send = (bytes: Uint8Array): void => {
        if (this.#socket.writable) this.#socket.write(encodeForViewer(number, bytes));
      };
      this.#viewers.set(number, session.open(frame.request, send));
      return;
    }
    const viewer = this.#viewers.get(number);
    if (viewer === undefined) throw new FrameError("a viewer begins with open");
    if (frame.kind === "input") session.input(frame.bytes);
    else if (frame.kind === "resize") session.resize(viewer, frame.size);
    else if (frame.kind === "acknowledge") viewer.acknowledge(frame.offset);
    else void viewer.sendHistory();
  }

  #closeViewer(number: number): void {
    const viewer = this.#viewers.get(number);
    if (viewer === undefined) return;
    this.#viewers.delete(number);
    this.#options.session.close(viewer);
  }

  #closeViewers(): void {
    for (const number of this.#viewers.keys()) this.#closeViewer(number);
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
