import { createTextDecoder } from "../../../../shared/terminal/text-decoder.ts";
import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { TerminalFrame, TerminalSize, ViewerFrame } from "../../../../shared/terminal/frames.ts";

/** The part of xterm that frames are played on; the headless one has it as well. */
export interface PlayableTerminal {
  readonly cols: number;
  readonly rows: number;
  readonly buffer: { readonly active: { readonly baseY: number; readonly viewportY: number } };
  write(data: string, callback?: () => void): void;
  resize(columns: number, rows: number): void;
  scrollToLine(line: number): void;
}

export interface FramePlayerOptions {
  readonly terminal: PlayableTerminal;
  /** Whether the terminal was reset and shows nothing yet. */
  readonly isFresh: boolean;
  readonly send: (frame: ViewerFrame) => void;
  /** All that the terminal shows is about to be replaced. */
  readonly onReplace: () => void;
  readonly onResized: (size: TerminalSize) => void;
  /** A snapshot is in the terminal, though not yet painted. */
  readonly onSnapshot: (kind: "screen" | "history") => void;
  readonly onEnded: () => void;
}

/** How much is parsed before the session host hears of it, unless the terminal runs out of work earlier. */
const ACKNOWLEDGE_EVERY_BYTES = 65_536;

/** Cancels whatever sequence was under way. */
const CANCEL = "\x18";

/** Resets the terminal. It is parsed in one go with the content behind it, so that no frame shows the emptiness between. */
const RESET = "\x1bc";

/**
 * Plays the frames of one pipe on a terminal, in order, and acknowledges what was parsed. Nothing is written behind a
 * snapshot's content: it may end within a sequence that the output after it continues.
 */
export class FramePlayer {
  readonly #options: FramePlayerOptions;
  // Text and not bytes is what the terminal gets: xterm's own decoder loses some characters that come in two pieces.
  #decoder = createTextDecoder();
  #isFresh: boolean;
  #isStopped = false;
  #unparsedWrites = 0;
  #parsed: number | undefined;
  #acknowledged: number | undefined;

  constructor(options: FramePlayerOptions) {
    this.#options = options;
    this.#isFresh = options.isFresh;
  }

  /** Whether the terminal still has something to parse. */
  get isBusy(): boolean {
    return this.#unparsedWrites > 0;
  }

  play(frame: TerminalFrame): void {
    const { terminal, onReplace, onResized, onSnapshot, onEnded } = this.#options;
    switch (frame.kind) {
      case "snapshot": {
        let fromBottom = 0;
        this.#write("", () => {
          const { baseY, viewportY } = terminal.buffer.active;
          fromBottom = baseY - viewportY;
          this.#resize(frame.header.size);
          onReplace();
        });
        this.#decoder = createTextDecoder();
        const text = this.#decoder.decode(frame.content, { stream: true });
        this.#write(`${this.#isFresh ? CANCEL : CANCEL + RESET}${text}`, () => {
          if (fromBottom > 0) terminal.scrollToLine(Math.max(0, terminal.buffer.active.baseY - fromBottom));
          this.#parsed = frame.header.offset;
          // A snapshot may lie before what was acknowledged: counting starts again from it.
          this.#acknowledged = undefined;
          onSnapshot(frame.header.kind);
        });
        this.#isFresh = false;
        return;
      }
      case "output": {
        const end = frame.offset + frame.bytes.byteLength;
        this.#write(this.#decoder.decode(frame.bytes, { stream: true }), () => {
          this.#parsed = end;
        });
        return;
      }
      case "resized":
        this.#write("", () => {
          this.#resize(frame.size);
          onResized(frame.size);
        });
        return;
      case "ended":
        this.#write("", onEnded);
        return;
      default:
        assertNever(frame);
    }
  }

  /** Lets the terminal finish what it was given, and says nothing more to the pipe. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Queues data; what must happen at that place in the stream happens in its callback. */
  #write(data: string, onParsed: () => void): void {
    this.#unparsedWrites += 1;
    this.#options.terminal.write(data, () => {
      this.#unparsedWrites -= 1;
      if (this.#isStopped) return;
      onParsed();
      this.#acknowledge();
    });
  }

  #acknowledge(): void {
    if (this.#parsed === undefined || this.#parsed === this.#acknowledged) return;
    const isIdle = this.#unparsedWrites === 0;
    const isDue =
      this.#acknowledged === undefined || this.#parsed - this.#acknowledged >= ACKNOWLEDGE_EVERY_BYTES;
    if (!isIdle && !isDue) return;
    this.#acknowledged = this.#parsed;
    this.#options.send({ kind: "acknowledge", offset: this.#parsed });
  }

  #resize({ columns, rows }: TerminalSize): void {
    const { terminal } = this.#options;
    if (terminal.cols !== columns || terminal.rows !== rows) terminal.resize(columns, rows);
  }
}
