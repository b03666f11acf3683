import type { IBuffer, IBufferCell, IBufferLine } from "@xterm/headless";
import {
  backgroundSequence,
  hasBackground,
  hasMoreThanBackground,
  sameStyle,
  styleSequence,
} from "./cell-style.ts";
import type { CellAttributes, TerminalInternals } from "./xterm-internals.ts";

type Cell = IBufferCell & CellAttributes;

/**
 * Writes rows of a buffer as the text and sequences that draw them again in a fresh terminal of the same size, from
 * the top downwards, so that what is above the screen ends up in the scrollback. Wrapped rows are made to wrap again,
 * since copying and later resizing depend on it.
 */
export class RowSerializer {
  readonly #buffer: IBuffer;
  readonly #columns: number;
  readonly #links: TerminalInternals["_oscLinkService"];
  readonly #fresh: Cell;
  #pen: Cell;
  #spare: Cell;
  #link = 0;
  #out: string[] = [];

  constructor(buffer: IBuffer, columns: number, links: TerminalInternals["_oscLinkService"]) {
    this.#buffer = buffer;
    this.#columns = columns;
    this.#links = links;
    this.#fresh = buffer.getNullCell() as Cell;
    this.#pen = buffer.getNullCell() as Cell;
    this.#spare = buffer.getNullCell() as Cell;
  }

  /** Rows `start` to `end`, the end excluded; the cursor is left somewhere in the last row. */
  serialize(start: number, end: number): string {
    this.#out = [];
    for (let y = start; y < end; y += 1) {
      const line = this.#buffer.getLine(y);
      if (line === undefined) continue;
      this.#writeRow(line);
      if (y + 1 === end) break;
      if (this.#buffer.getLine(y + 1)?.isWrapped === true) this.#forceWrap(line);
      else {
        this.#resetPen();
        this.#out.push("\r\n");
      }
    }
    this.#resetPen();
    return this.#out.join("");
  }

  /**
   * Draws one row; empty cells at its end are left undrawn. Halves of wide characters that lost their other half to an
   * overwriting, which no output can make again, are drawn as the blanks that they look like.
   */
  #writeRow(line: IBufferLine): void {
    let empty = 0;
    for (let x = 0; x < this.#columns; x += 1) {
      const cell = this.#cellAt(line, x);
      if (cell === undefined) continue;
      const width = cell.getWidth();
      if (width === 0 || (cell.getChars() === "" && !hasMoreThanBackground(cell))) {
        if (!hasBackground(cell)) {
          empty += 1;
          continue;
        }
        this.#skip(empty);
        empty = 0;
        const run = this.#eraseRun(line, x);
        this.#skip(run);
        x += run - 1;
        continue;
      }
      this.#skip(empty);
      empty = 0;
      this.#setLink(cell.hasExtendedAttrs() ? cell.extended.urlId : 0);
      this.#setPen(cell);
      const chars = cell.getChars();
      const isWhole = width < 2 || this.#cellAt(line, x + 1)?.getWidth() === 0;
      this.#out.push(chars === "" || !isWhole ? " " : chars);
      if (width === 2 && isWhole) x += 1;
    }
  }

  /** Erases a run of empty cells with one background; answers its length. The cursor does not move. */
  #eraseRun(line: IBufferLine, start: number): number {
    const run = this.#emptyRun(line, start);
    this.#setLink(0);
    this.#out.push(this.#background(line, start) ?? "", `\x1b[${run}X`);
    this.#forgetPen();
    return run;
  }

  #background(line: IBufferLine, x: number): string | undefined {
    const cell = this.#cellAt(line, x);
    const isEmpty = cell !== undefined && (cell.getWidth() === 0 || cell.getChars() === "");
    if (cell === undefined || !isEmpty || !hasBackground(cell)) return undefined;
    return cell.getWidth() > 0 && hasMoreThanBackground(cell) ? undefined : backgroundSequence(cell);
  }

  /**
   * Makes the next row a continuation of this one: prints past the right edge, then takes back what was printed only
   * for that. Where the row is full its last cell has just been drawn, and the next print wraps.
   */
  #forceWrap(line: IBufferLine): void {
    this.#resetPen();
    const dummies = this.#emptyAtEnd(line);
    if (dummies > 0) this.#out.push(`\x1b[${this.#columns - dummies + 1}G`, " ".repeat(dummies));
    this.#out.push(" \b\x1b[X");
    if (dummies === 0) return;
    // Back to the row above, to empty the cells that held the dummies, keeping the backgrounds they had.
    this.#out.push(`\x1b[A\x1b[${this.#columns - dummies + 1}G`);
    for (let x = this.#columns - dummies; x < this.#columns;) {
      const run = this.#emptyRun(line, x);
      this.#out.push(this.#background(line, x) ?? "\x1b[m", `\x1b[${run}X`);
      x += run;
      if (x < this.#columns) this.#out.push(`\x1b[${run}C`);
    }
    this.#out.push("\x1b[m\x1b[B\r");
    this.#forgetPen();
  }

  /** How many cells at the end of a row are empty, whatever their background. */
  #emptyAtEnd(line: IBufferLine): number {
    let count = 0;
    for (let x = this.#columns - 1; x >= 0; x -= 1) {
      const cell = this.#cellAt(line, x);
      if (
        cell === undefined ||
        cell.getChars() !== "" ||
        cell.getWidth() === 0 ||
        hasMoreThanBackground(cell)
      )
        break;
      count += 1;
    }
    return count;
  }

  #emptyRun(line: IBufferLine, start: number): number {
    const background = this.#background(line, start);
    let end = start + 1;
    while (end < this.#columns && this.#background(line, end) === background) end += 1;
    return end - start;
  }

  #cellAt(line: IBufferLine, x: number): Cell | undefined {
    return line.getCell(x, this.#spare) as Cell | undefined;
  }

  #skip(cells: number): void {
    if (cells === 0) return;
    // A background set by the pen does not colour cells that are only skipped.
    this.#out.push(`\x1b[${cells}C`);
  }

  /** Takes over the cell's style; the cell object itself becomes the pen, and the old pen the next scratch cell. */
  #setPen(cell: Cell): void {
    if (sameStyle(cell, this.#pen)) return;
    this.#out.push(styleSequence(cell));
    this.#spare = this.#pen;
    this.#pen = cell;
  }

  #resetPen(): void {
    this.#setLink(0);
    if (!sameStyle(this.#pen, this.#fresh)) this.#forgetPen();
  }

  #forgetPen(): void {
    this.#out.push("\x1b[m");
    this.#pen = this.#buffer.getNullCell() as Cell;
  }

  #setLink(link: number): void {
    if (link === this.#link) return;
    this.#link = link;
    this.#out.push(linkSequence(this.#links, link));
  }
}

/** Opens a hyperlink, or closes the open one. */
export function linkSequence(links: TerminalInternals["_oscLinkService"], link: number): string {
  const data = link === 0 ? undefined : links.getLinkData(link);
  if (data === undefined) return "\x1b]8;;\x1b\\";
  return `\x1b]8;${data.id === undefined ? "" : `id=${data.id}`};${data.uri}\x1b\\`;
}
