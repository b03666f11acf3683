import type { IMarker, Terminal } from "@xterm/headless";

/**
 * Counts the lines that scroll away into the history, by watching where a marked line goes. In a flood that pushes the
 * mark out of the scrollback it counts too few, never too many: more is kept than was asked for.
 */
export class ScrolledLines {
  readonly #terminal: Terminal;
  readonly #scrollback: number;
  #marker: IMarker | undefined;
  #markedLine = 0;
  #markedBase = 0;
  #count: number;

  constructor(terminal: Terminal, scrollback: number, count = 0) {
    this.#terminal = terminal;
    this.#scrollback = scrollback;
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts what has scrolled away since the last call. */
  update(): void {
    const { normal } = this.#terminal.buffer;
    if (this.#marker !== undefined) {
      const trimmed = this.#marker.isDisposed ? this.#scrollback : this.#markedLine - this.#marker.line;
      this.#count += Math.max(0, normal.baseY - this.#markedBase) + Math.max(0, trimmed);
      this.#marker.dispose();
    }
    this.#markedBase = normal.baseY;
    // There are no marks on the alternate screen, and no history either.
    this.#marker = this.#terminal.registerMarker(0);
    this.#markedLine = this.#marker?.line ?? 0;
  }
}
