import type { Terminal } from "@xterm/headless";
import type { Appearance } from "../../shared/terminal/colors.ts";
import type { SnapshotHeader, TerminalSize } from "../../shared/terminal/frames.ts";
import { createTextDecoder } from "../../shared/terminal/text-decoder.ts";
import { viewOf, type ScreenView } from "./activity/screen-view.ts";
import { createTerminal } from "./create-terminal.ts";
import { answerQueries } from "./device-queries.ts";
import { ScrolledLines } from "./scrolled-lines.ts";
import { SequenceBoundary } from "./sequence-boundary.ts";
import { SlicedQueue } from "./sliced-queue.ts";
import { snapshotOf } from "./snapshot.ts";
import { internalsOf } from "./xterm-internals.ts";

/** Lines kept behind the screen: enough for a look back at once, cheap enough for a hundred agents. */
const SCROLLBACK_LINES = 1000;
/** An incomplete sequence is held back up to here; a longer string is fed on, and pictured by its opener. */
const HELD_BYTES = 65_536;
const TITLE_CHARS = 200;

/** A picture of the screen, exact at an offset. */
export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly content: Uint8Array;
}

export interface ScreenOptions {
  readonly size: TerminalSize;
  readonly appearance: () => Appearance;
  /** Takes what the terminal answers to the program's queries. */
  readonly answer: (text: string) => void;
  /** Called when output has been parsed, with how much is still waiting. */
  readonly onParsed: (waitingBytes: number) => void;
  readonly onTitle?: (title: string) => void;
  /** The terminal failed on some output: the screen goes on empty, and the raw output is whole. */
  readonly onFailed: (error: unknown) => void;
}

/** The agent's screen, kept beside its raw output: it can be pictured at any moment, at the offset it has parsed to. */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #boundary = new SequenceBoundary();
  readonly #work = new SlicedQueue();
  #terminal: Terminal;
  #scrolled: ScrolledLines;
  #decoder = createTextDecoder();
  #held: Uint8Array = new Uint8Array(0);
  #fed = 0;
  #fedAt = Number.NEGATIVE_INFINITY;
  #parsed = 0;
  #opener = "";
  #title = "";
  #waiting: (() => void)[] = [];

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#terminal = this.#createTerminal(options.size);
    this.#scrolled = new ScrolledLines(this.#terminal, SCROLLBACK_LINES);
  }

  /** How many lines have scrolled away since the program started. */
  get scrolledLines(): number {
    return this.#scrolled.count;
  }

  /** The offset up to which the screen shows the output. */
  get parsed(): number {
    return this.#parsed;
  }

  /** How much output is still to be parsed. */
  get waiting(): number {
    return this.#fed - this.#parsed;
  }

  /** When the program last wrote something. */
  get fedAt(): number {
    return this.#fedAt;
  }

  get size(): TerminalSize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** What is shown now; it holds until more is parsed. */
  view(): ScreenView {
    return viewOf(this.#terminal);
  }

  feed(bytes: Uint8Array): void {
    this.#fedAt = Date.now();
    const complete = this.#boundary.read(bytes);
    if (complete > 0) {
      this.#write(joined(this.#held, bytes.subarray(0, complete)), "");
      this.#held = bytes.subarray(complete);
    } else this.#held = joined(this.#held, bytes);
    if (this.#held.byteLength <= HELD_BYTES) return;
    this.#write(this.#held, this.#boundary.opener);
    this.#held = new Uint8Array(0);
  }

  resize(size: TerminalSize): void {
    // Behind all output before it, and before all that comes after.
    this.#work.add(() => this.#terminal.resize(size.columns, size.rows));
  }

  /** Pictures the screen; `scrollback` is how many earlier lines come along. */
  snapshot(kind: SnapshotHeader["kind"], scrollback: number): Promise<Snapshot> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(this.#picture(kind, scrollback)));
      // Served behind whatever is parsed next; where nothing is, behind a resize that may be on its way.
      this.#work.add(() => this.#serveWaiting());
    });
  }

  #picture(kind: SnapshotHeader["kind"], scrollback: number): Snapshot {
    const header = { offset: this.#parsed, size: this.size, title: this.#title, kind };
    return { header, content: Buffer.from(snapshotOf(this.#terminal, scrollback) + this.#opener) };
  }

  #write(bytes: Uint8Array, opener: string): void {
    this.#fed += bytes.byteLength;
    const end = this.#fed;
    this.#work.add(() => {
      this.#parse(bytes);
      this.#parsed = end;
      this.#opener = opener;
      this.#scrolled.update();
      this.#serveWaiting();
      this.#options.onParsed(this.waiting);
    });
  }

  /** Parses at once: a terminal that throws is then replaced, where one that parses by itself would stop for good. */
  #parse(bytes: Uint8Array): void {
    try {
      internalsOf(this.#terminal).writeSync(this.#decoder.decode(bytes, { stream: true }));
    } catch (error) {
      const { size } = this;
      this.#terminal.dispose();
      this.#terminal = this.#createTerminal(size);
      this.#scrolled = new ScrolledLines(this.#terminal, SCROLLBACK_LINES, this.#scrolled.count);
      this.#decoder = createTextDecoder();
      this.#options.onFailed(error);
    }
  }

  #createTerminal(size: TerminalSize): Terminal {
    const terminal = createTerminal(size, SCROLLBACK_LINES);
    terminal.onTitleChange((title) => {
      this.#title = title.slice(0, TITLE_CHARS);
      this.#options.onTitle?.(this.#title);
    });
    answerQueries(terminal, this.#options.appearance, this.#options.answer);
    return terminal;
  }

  #serveWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const serve of waiting) serve();
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.byteLength === 0 ? second : Buffer.concat([first, second]);
}
