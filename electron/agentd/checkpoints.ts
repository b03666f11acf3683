import type { OutputLog } from "./output-log.ts";
import { HISTORY_LINES } from "./replay.ts";
import type { Screen, Snapshot } from "./screen.ts";

/** How far apart checkpoints are: close enough that a replay is quick, far enough that a flood hardly feels them. */
const APART_BYTES = 4 * 1024 * 1024;
const APART_LINES = 5000;
const APART_MIN_BYTES = 256 * 1024;

/** Keeps the raw output replayable, and under its cap without ever giving up the lines that must stay. */
export class Checkpoints {
  readonly #screen: Screen;
  readonly #log: OutputLog;
  readonly #capBytes: number;
  readonly #history: (to: number) => Promise<Snapshot | undefined>;
  #last = { offset: 0, lines: 0 };
  #isBusy = false;

  constructor(
    screen: Screen,
    log: OutputLog,
    capBytes: number,
    history: (to: number) => Promise<Snapshot | undefined>,
  ) {
    this.#screen = screen;
    this.#log = log;
    this.#capBytes = capBytes;
    this.#history = history;
  }

  /** Looks after each piece of parsed output whether a checkpoint is due, or something may go. */
  update(): void {
    if (this.#isBusy) return;
    const bytes = this.#screen.parsed - this.#last.offset;
    const lines = this.#screen.scrolledLines - this.#last.lines;
    const isDue = bytes >= APART_BYTES || (lines >= APART_LINES && bytes >= APART_MIN_BYTES);
    if (!isDue) return;
    this.#isBusy = true;
    void this.#advance().finally(() => {
      this.#isBusy = false;
    });
  }

  async #advance(): Promise<void> {
    const snapshot = await this.#screen.snapshot("screen", 0);
    const lines = this.#screen.scrolledLines;
    this.#last = { offset: snapshot.header.offset, lines };
    this.#add(snapshot, lines, false);
    await this.#keepUnderCap(lines);
  }

  async #keepUnderCap(lines: number): Promise<void> {
    if (this.#log.end - this.#log.start <= this.#capBytes) return;
    const middle = this.#log.end - this.#capBytes / 2;
    const marks = this.#log.checkpoints.filter((mark) => mark.offset <= middle);
    const mark = marks.at(-1);
    if (mark === undefined) return;
    // Programs that redraw a lot write few lines in many bytes: what must stay of the rest is kept as a picture.
    if (lines - mark.lines < HISTORY_LINES && !mark.isComplete) {
      const history = await this.#history(mark.offset);
      if (history === undefined) return;
      this.#add(history, mark.lines, true);
    }
    this.#log.dropBefore(mark.offset);
  }

  #add(snapshot: Snapshot, lines: number, isComplete: boolean): void {
    const { offset, size, title } = snapshot.header;
    this.#log.addCheckpoint({
      offset,
      size,
      title,
      lines,
      isComplete,
      content: Buffer.from(snapshot.content).toString(),
    });
  }
}
