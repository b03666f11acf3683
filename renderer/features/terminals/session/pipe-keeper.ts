import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import {
  FrameError,
  decodeTerminalFrame,
  encodeViewerFrame,
  type TerminalFrame,
  type ViewerFrame,
} from "../../../../shared/terminal/frames.ts";
import { inputPieces } from "../input/paste.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";

export interface PipeKeeperOptions {
  readonly openPipe: () => FramePipe;
  readonly onOpened: () => void;
  readonly onFrame: (frame: TerminalFrame) => void;
  readonly onLost: () => void;
}

/** A terminal that cannot be had now is asked for again, at once and then ever more seldom. */
const RETRY_DELAYS_MS = [100, 250, 500, 1000] as const;
const LAST_RETRY_DELAY_MS = 2000;

/** Keeps one pipe open for as long as it is wanted. */
export class PipeKeeper implements Disposable {
  readonly #options: PipeKeeperOptions;
  #current: { readonly pipe: FramePipe; readonly store: DisposableStore } | undefined;
  #isWanted = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PipeKeeperOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  /** Says whether a lost pipe is worth asking for again. A pipe that is open stays open. */
  setWanted(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#failures = 0;
    clearTimeout(this.#timer);
    if (isWanted && this.#current === undefined) this.#open();
  }

  /** Begins anew with a pipe of its own, where one is wanted. */
  renew(): void {
    this.#drop();
    clearTimeout(this.#timer);
    if (this.#isWanted) this.#open();
  }

  send(frame: ViewerFrame): void {
    this.#current?.pipe.send(encodeViewerFrame(frame));
  }

  /** Sends what a person typed, however much it is. */
  type(bytes: Uint8Array): void {
    for (const piece of inputPieces(bytes)) this.send({ kind: "input", bytes: piece });
  }

  dispose(): void {
    this.#isWanted = false;
    clearTimeout(this.#timer);
    this.#drop();
  }

  #open(): void {
    const pipe = this.#options.openPipe();
    const store = new DisposableStore();
    this.#current = { pipe, store };
    store.add(pipe.onClosed(() => this.#lose()));
    store.add(pipe.onFrame((bytes) => this.#receive(bytes)));
    this.#options.onOpened();
  }

  #receive(bytes: Uint8Array): void {
    let frame: TerminalFrame;
    try {
      frame = decodeTerminalFrame(bytes);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#lose();
      return;
    }
    this.#failures = 0;
    this.#options.onFrame(frame);
  }

  #lose(): void {
    this.#drop();
    this.#options.onLost();
    if (!this.#isWanted) return;
    const delay = RETRY_DELAYS_MS[this.#failures] ?? LAST_RETRY_DELAY_MS;
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), delay);
  }

  #drop(): void {
    this.#current?.store.dispose();
    this.#current?.pipe.close();
    this.#current = undefined;
  }
}
