import type { FitAddon } from "@xterm/addon-fit";
import type { Terminal } from "@xterm/xterm";
import { MAX_COLUMNS, MAX_ROWS, type TerminalSize } from "../../../../shared/terminal/frames.ts";
import { fitsInto, fittingFontSize } from "./font-fit.ts";

/** Knows how large a terminal the pane has room for, and makes a larger one fit by smaller text. */
export class PaneFit {
  readonly #terminal: Terminal;
  readonly #fit: FitAddon;
  #preferredFontSize: number;

  constructor(terminal: Terminal, fit: FitAddon, preferredFontSize: number) {
    this.#terminal = terminal;
    this.#fit = fit;
    this.#preferredFontSize = preferredFontSize;
  }

  setPreferredFontSize(fontSize: number): void {
    this.#preferredFontSize = fontSize;
  }

  /** What the pane has room for in the person's font size; nothing while it is not laid out. */
  ownSize(): TerminalSize | undefined {
    const current = this.#terminal.options.fontSize;
    const size = this.#sizeAt(this.#preferredFontSize);
    this.#setFontSize(current ?? this.#preferredFontSize);
    return size;
  }

  /** Chooses the font size at which the whole terminal is seen; tells whether it had to give way. */
  adapt(): boolean {
    const wanted = { columns: this.#terminal.cols, rows: this.#terminal.rows };
    const own = this.#sizeAt(this.#preferredFontSize);
    if (own === undefined || fitsInto(wanted, own)) return false;
    this.#setFontSize(
      fittingFontSize(wanted, this.#preferredFontSize, (fontSize) => this.#sizeAt(fontSize) ?? own),
    );
    return true;
  }

  #sizeAt(fontSize: number): TerminalSize | undefined {
    this.#setFontSize(fontSize);
    const proposed = this.#fit.proposeDimensions();
    if (proposed === undefined || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows))
      return undefined;
    return { columns: Math.min(proposed.cols, MAX_COLUMNS), rows: Math.min(proposed.rows, MAX_ROWS) };
  }

  #setFontSize(fontSize: number): void {
    if (this.#terminal.options.fontSize !== fontSize) this.#terminal.options.fontSize = fontSize;
  }
}
