import type { Duplex } from "node:stream";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import { DisposableStore } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import {
  encodeControl,
  encodeForViewer,
  encodeViewerClosed,
  LINK_PROTOCOL,
  LinkFrameReader,
  SessionMessage,
  type HubMessage,
  type LinkFrame,
} from "../../../../shared/link/link-frames.ts";

/** What a viewer behind the link is sent; undefined when its session host let it go. */
export type ViewerListener = (frame: Uint8Array | undefined) => void;
export type Welcome = Extract<SessionMessage, { kind: "welcome" }>;

/** A session host answers within milliseconds; while one is hung, opening its project waits this long. */
const WELCOME_DEADLINE_MS = 3000;

export interface LinkOptions {
  /** For a session host that is only just coming up: how long it is given. */
  readonly deadlineMs?: number;
  /** Where a file lies here that the session names by where it lies there; undefined for one that is none of its own. */
  readonly hostPath?: (path: string) => string | undefined;
}

/** The hub's end of the link to one session host. Whatever arrives on it is that agent. */
export class SessionLink implements Disposable {
  readonly #store = new DisposableStore();
  readonly #message = this.#store.add(new Emitter<SessionMessage>());
  readonly #closed = this.#store.add(new Emitter<void>());
  readonly #viewers = new Map<number, ViewerListener>();
  readonly #socket: Duplex;
  readonly #hostPath: LinkOptions["hostPath"];
  #nextViewer = 1;
  /** What was said behind the welcome, until somebody listens. */
  #waiting: SessionMessage[] | undefined = [];

  readonly onMessage = this.#message.event;
  readonly onClosed = this.#closed.event;

  private constructor(socket: Duplex, hostPath: LinkOptions["hostPath"]) {
    this.#socket = socket;
    this.#hostPath = hostPath;
    const reader = new LinkFrameReader();
    socket.on("data", (bytes) => {
      try {
        reader.push(bytes, (frame) => this.#onFrame(frame));
      } catch {
        // It does not speak the protocol: to us it is gone.
        socket.destroy();
      }
    });
    // The close event follows every error, and is what we act on.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      for (const listener of this.#viewers.values()) listener(undefined);
      this.#viewers.clear();
      this.#closed.fire();
    });
  }

  /** Says over a connection who we are; resolves with the session host's answer, whatever its version. */
  static async open(
    connection: Duplex,
    key: string,
    { deadlineMs = WELCOME_DEADLINE_MS, hostPath }: LinkOptions = {},
  ): Promise<{ readonly link: SessionLink; readonly welcome: Welcome }> {
    const link = new SessionLink(connection, hostPath);
    try {
      const welcome = await link.#greet(key, deadlineMs);
      return { link, welcome };
    } catch (error) {
      link.dispose();
      throw error;
    }
  }

  /** Delivers what has been said since the welcome, and from now on at once. */
  listen(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.#message.fire(message);
  }

  say(message: HubMessage): void {
    if (this.#socket.writable) this.#socket.write(encodeControl(message));
  }

  /** Adds a viewer; its frames go to the listener until it is removed. */
  addViewer(listener: ViewerListener): number {
    const viewer = this.#nextViewer;
    this.#nextViewer += 1;
    this.#viewers.set(viewer, listener);
    return viewer;
  }

  sendForViewer(viewer: number, frame: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(encodeForViewer(viewer, frame));
  }

  removeViewer(viewer: number): void {
    if (this.#viewers.delete(viewer) && this.#socket.writable) this.#socket.write(encodeViewerClosed(viewer));
  }

  dispose(): void {
    this.#socket.destroy();
    this.#store.dispose();
  }

  async #greet(key: string, deadlineMs: number): Promise<Welcome> {
    const store = new DisposableStore();
    try {
      return await new Promise<Welcome>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("The session host does not answer.")), deadlineMs);
        store.onDispose(() => clearTimeout(timer));
        store.add(this.onClosed(() => reject(new Error("The session host closed the link."))));
        store.add(
          this.onMessage((message) => {
            if (message.kind === "welcome") resolve(message);
          }),
        );
        this.say({
          kind: "hello",
          protocol: LINK_PROTOCOL,
          key,
          answersCalls: true,
          takesCancels: true,
          followsActivity: true,
          followsStops: true,
        });
      });
    } finally {
      store.dispose();
    }
  }

  #onControl(message: SessionMessage): void {
    if (message.kind !== "conversation" || this.#hostPath === undefined) return this.#receive(message);
    const transcript = this.#hostPath(message.transcript);
    if (transcript !== undefined) this.#receive({ ...message, transcript });
  }

  #receive(message: SessionMessage): void {
    if (message.kind === "welcome" || this.#waiting === undefined) this.#message.fire(message);
    else this.#waiting.push(message);
  }

  #onFrame(frame: LinkFrame): void {
    if (frame.kind === "control") this.#onControl(SessionMessage.parse(JSON.parse(frame.text)));
    else if (frame.kind === "viewer") this.#viewers.get(frame.viewer)?.(frame.frame);
    else {
      const listener = this.#viewers.get(frame.viewer);
      this.#viewers.delete(frame.viewer);
      listener?.(undefined);
    }
  }
}
