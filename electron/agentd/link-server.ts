import { timingSafeEqual } from "node:crypto";
import type { Duplex } from "node:stream";
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
import type { ServerCheck } from "../../shared/link/tool-checks.ts";
import { withOfferedStreams } from "./attach/offered-streams.ts";
import type { CallRelay } from "./call-relay.ts";
import type { StopRequest } from "./graceful-stop.ts";
import { KeptServer } from "./kept-server.ts";
import type { Session } from "./session.ts";
import type { Viewer } from "./viewer.ts";

export interface LinkServerOptions {
  readonly socket: string;
  readonly key: string;
  readonly session: Session;
  /** What programs of the session ask of the hub. */
  readonly calls: CallRelay;
  readonly welcome: () => SessionMessage;
  /** Tries the servers of tools as the program uses them. */
  readonly checkTools: () => Promise<ServerCheck[]>;
  readonly onStop: (request: StopRequest) => void;
}

/** Where hubs come in, one after another: the latest is served, and the one before it is let go. */
export class LinkServer {
  readonly #options: LinkServerOptions;
  #server: KeptServer | undefined;
  #link: Link | undefined;
  #problem: string | undefined;

  private constructor(options: LinkServerOptions) {
    this.#options = options;
  }

  static async listen(options: LinkServerOptions): Promise<LinkServer> {
    const server = new LinkServer(options);
    server.#server = await KeptServer.listen(options.socket, (socket) => {
      socket.setNoDelay(true);
      withOfferedStreams(socket, (connection) => server.accept(connection));
    });
    return server;
  }

  setProblem(problem: string | undefined): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#link?.say(problemMessage(problem));
  }

  /** Says the last word and closes; resolves when it has left. */
  async end(message: SessionMessage): Promise<void> {
    this.#server?.close();
    await this.#link?.end(message);
  }

  /** Takes whoever is at the other end for a hub, once it has shown the key. */
  accept(connection: Duplex): void {
    const link = new Link(connection, this.#options, () => {
      this.#link?.close();
      this.#link = link;
      link.say(this.#options.welcome());
      link.say(problemMessage(this.#problem));
    });
  }
}

function problemMessage(problem: string | undefined): SessionMessage {
  return { kind: "problem", ...(problem === undefined ? {} : { problem }) };
}

/** One hub's connection, and the viewers that it carries. */
class Link {
  readonly #socket: Duplex;
  readonly #options: LinkServerOptions;
  readonly #onHello: () => void;
  readonly #viewers = new Map<number, Viewer>();
  readonly #say = (message: SessionMessage): void => this.say(message);
  #isTrusted = false;

  constructor(socket: Duplex, options: LinkServerOptions, onHello: () => void) {
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
    socket.on("close", () => {
      this.#closeViewers();
      options.calls.unlinked(this.#say);
      options.session.watch.unlinked(this.#say);
    });
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
      if (message.answersCalls === true) this.#options.calls.linked(this.#say, message.takesCancels === true);
      if (message.followsActivity === true)
        this.#options.session.watch.linked(this.#say, message.followsStops === true);
    } else if (!this.#isTrusted) this.#socket.destroy();
    else if (message.kind === "stop") this.#options.onStop(message);
    else if (message.kind === "call-answer") this.#options.calls.answer(message);
    else if (message.kind === "call-news") this.#options.calls.news(message);
    else if (message.kind === "check-tools") void this.#checkTools(message.id);
    else this.#options.session.watch.onHubMessage(message);
  }

  async #checkTools(id: number): Promise<void> {
    this.say({ kind: "tools-checked", id, checks: await this.#options.checkTools() });
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
