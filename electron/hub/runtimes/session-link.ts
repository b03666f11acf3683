import { connect, type Socket } from "node:net";
import type { Disposable } from "../../../shared/base/disposable.ts";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import {
  encodeControl,
  encodeForViewer,
  encodeViewerClosed,
  LINK_PROTOCOL,
  LinkFrameReader,
  SessionMessage,
  type HubMessage,
  type LinkFrame,
} from "../../../shared/link/link-frames.ts";

/** What a viewer behind the link is sent; undefined when its session host let it go. */
export type ViewerListener = (frame: Uint8Array | undefined) => void;
export type Welcome = Extract<SessionMessage, { kind: "welcome" }>;

/** A session host answers within milliseconds; while one is hung, opening its project waits this long. */
const WELCOME_DEADLINE_MS = 3000;

/** The hub's end of the link to one session host. Whatever arrives on it is that agent. */
export class SessionLink implements Disposable {
  readonly #store = new DisposableStore();
  readonly #message = this.#store.add(new Emitter<SessionMessage>());
  readonly #closed = this.#store.add(new Emitter<void>());
  readonly #viewers = new Map<number, ViewerListener>();
  readonly #socket: Socket;
  #nextViewer = 1;
  /** What was said behind the welcome, until somebody listens. */
  #waiting: SessionMessage[] | undefined = [];

  readonly onMessage = this.#message.event;
  readonly onClosed = this.#closed.event;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const reader = new LinkFrameReader();
    socket.setNoDelay(true);
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

  /** Opens the link and says who we are; resolves with the session host's answer, whatever its version. */
  static async open(
    path: string,
    key: string,
  ): Promise<{ readonly link: SessionLink; readonly welcome: Welcome }> {
    const socket = await connected(path);
    const link = new SessionLink(socket);
    try {
      const welcome = await link.#greet(key);
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

  async #greet(key: string): Promise<Welcome> {
    const store = new DisposableStore();
    try {
      return await new Promise<Welcome>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error("The session host does not answer.")),
          WELCOME_DEADLINE_MS,
        );
        store.onDispose(() => clearTimeout(timer));
        store.add(this.onClosed(() => reject(new Error("The session host closed the link."))));
        store.add(
          this.onMessage((message) => {
            if (message.kind === "welcome") resolve(message);
          }),
        );
        this.say({ kind: "hello", protocol: LINK_PROTOCOL, key, answersCalls: true, followsActivity: true });
      });
    } finally {
      store.dispose();
    }
  }

  #receive(message: SessionMessage): void {
    if (message.kind === "welcome" || this.#waiting === undefined) this.#message.fire(message);
    else this.#waiting.push(message);
  }

  #onFrame(frame: LinkFrame): void {
    if (frame.kind === "control") this.#receive(SessionMessage.parse(JSON.parse(frame.text)));
    else if (frame.kind === "viewer") this.#viewers.get(frame.viewer)?.(frame.frame);
    else {
      const listener = this.#viewers.get(frame.viewer);
      this.#viewers.delete(frame.viewer);
      listener?.(undefined);
    }
  }
}

function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
