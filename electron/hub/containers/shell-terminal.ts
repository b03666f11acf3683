import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import {
  decodeViewerFrame,
  encodeTerminalFrame,
  FrameError,
  type TerminalFrame,
  type TerminalSize,
  type ViewerFrame,
} from "../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import type { ContainerShell } from "./container-parts.ts";

/** A viewer that does not tell its size is as large as terminals ever were. */
const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };
/** So much may be under way to a viewer before the shell has to wait for it, and so little when it goes on. */
const MOST_UNREAD_BYTES = 1_048_576;
const FEW_UNREAD_BYTES = 262_144;

export interface ShellTerminalOptions {
  readonly pipe: FramePipe;
  /** Starts the shell, once the viewer has said how large it is. */
  readonly open: (size: TerminalSize) => Promise<ContainerShell>;
  /** Says in a sentence why the shell could not be started. */
  readonly onFailed: (error: unknown) => string;
}

/** A shell in a container as the terminal of one viewer: it begins when the viewer opens, and ends with its pipe. */
export class ShellTerminal implements Disposable {
  readonly #options: ShellTerminalOptions;
  readonly #store = new DisposableStore();
  #shell: ContainerShell | undefined;
  #isOpened = false;
  /** What the viewer says before there is a shell. */
  #waiting: ViewerFrame[] = [];
  #sent = 0;
  #read = 0;
  #isPaused = false;

  constructor(options: ShellTerminalOptions) {
    this.#options = options;
    const { pipe } = options;
    this.#store.add(pipe.onFrame((frame) => this.#onFrame(frame)));
    this.#store.add(pipe.onClosed(() => this.dispose()));
    this.#store.onDispose(() => this.#shell?.close());
  }

  dispose(): void {
    this.#store.dispose();
  }

  #onFrame(bytes: Uint8Array): void {
    try {
      const frame = decodeViewerFrame(bytes);
      if (frame.kind === "open") this.#begin(frame.request.size ?? USUAL_SIZE);
      else if (!this.#isOpened) throw new FrameError("a viewer begins with open");
      else if (this.#shell === undefined) this.#waiting.push(frame);
      else this.#take(this.#shell, frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#options.pipe.close();
      this.dispose();
    }
  }

  #begin(size: TerminalSize): void {
    if (this.#isOpened) throw new FrameError("a shell is opened once");
    this.#isOpened = true;
    const header = { offset: 0, size, title: "", kind: "screen" } as const;
    this.#send({ kind: "snapshot", header, content: new Uint8Array() });
    this.#options.open(size).then(
      (shell) => this.#started(shell),
      (error: unknown) => {
        this.#output(new TextEncoder().encode(`${this.#options.onFailed(error)}\r\n`));
        this.#send({ kind: "ended", code: 1 });
      },
    );
  }

  #started(shell: ContainerShell): void {
    // The viewer may have gone meanwhile.
    if (this.#store.isDisposed) return shell.close();
    this.#shell = shell;
    this.#store.add(shell.onOutput((bytes) => this.#output(bytes)));
    this.#store.add(shell.onEnded(({ code }) => this.#send({ kind: "ended", code })));
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) this.#take(shell, frame);
  }

  #take(shell: ContainerShell, frame: ViewerFrame): void {
    switch (frame.kind) {
      case "input":
        return shell.write(frame.bytes);
      case "resize":
        shell.resize(frame.size);
        return this.#send({ kind: "resized", offset: this.#sent, size: frame.size });
      case "acknowledge":
        this.#read = Math.max(this.#read, Math.min(frame.offset, this.#sent));
        return this.#pace();
      // What scrolled away is the viewer's alone: nobody else has seen this shell.
      case "history":
      case "open":
        return undefined;
    }
  }

  #output(bytes: Uint8Array): void {
    this.#send({ kind: "output", offset: this.#sent, bytes });
    this.#sent += bytes.byteLength;
    this.#pace();
  }

  #pace(): void {
    const unread = this.#sent - this.#read;
    const isPaused = this.#isPaused ? unread > FEW_UNREAD_BYTES : unread > MOST_UNREAD_BYTES;
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    this.#shell?.setPaused(isPaused);
  }

  #send(frame: TerminalFrame): void {
    this.#options.pipe.send(encodeTerminalFrame(frame));
  }
}

/** Why a shell could not be started, for the one who looks at its terminal. */
export function shellFailure(error: unknown): string {
  return error instanceof HubError ? error.message : "The shell could not be started. The log says why.";
}
