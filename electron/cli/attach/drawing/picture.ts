import type { IBuffer, IBufferCell } from "@xterm/headless";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import { styleOf } from "./cell-style.ts";

/** One row of a picture: what stands in each column, and the SGR parameters of its look. */
export interface PictureLine {
  /** A blank column holds a space; the right half of a wide character holds an empty string. */
  readonly texts: readonly string[];
  readonly styles: readonly string[];
}

/** What the local terminal is to show: cells and a cursor, without any of the sequences that made them. */
export interface Picture {
  readonly size: TerminalSize;
  readonly lines: readonly PictureLine[];
  readonly cursor: { readonly column: number; readonly row: number; readonly isVisible: boolean };
}

/** The upper left corner of the part that is shown. */
export interface Origin {
  readonly column: number;
  readonly row: number;
}

/** What of an agent's screen is shown, and where it is cut out. */
export interface PictureSource {
  readonly buffer: IBuffer;
  readonly size: TerminalSize;
  readonly isCursorVisible: boolean;
}

// Neither can be printed cells of a well-behaved terminal; both would steer the one they are written to.
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Cuts what a view of this size shows at this origin out of an agent's screen. */
export function pictureOf(source: PictureSource, view: TerminalSize, origin: Origin): Picture {
  const cell = source.buffer.getNullCell();
  const lines = Array.from({ length: view.rows }, (_, row) =>
    lineOf(source, view.columns, origin, row, cell),
  );
  const column = Math.min(source.buffer.cursorX, source.size.columns - 1) - origin.column;
  const row = source.buffer.cursorY - origin.row;
  const isInside = column >= 0 && column < view.columns && row >= 0 && row < view.rows;
  return { size: view, lines, cursor: { column, row, isVisible: source.isCursorVisible && isInside } };
}

/**
 * Where a view of this size begins, so that it shows the cursor: at the left edge as long as that will do, and so low
 * that what stands below the cursor, hints and status lines, is seen as well if there is room. A hidden cursor is not
 * where a person looks, so it moves nothing sideways.
 */
export function originAround({ buffer, size, isCursorVisible }: PictureSource, view: TerminalSize): Origin {
  const cursorColumn = isCursorVisible ? Math.min(buffer.cursorX, size.columns - 1) : 0;
  const lastRow = Math.max(lastUsedRow(buffer, size.rows), buffer.cursorY);
  return {
    column: Math.max(0, cursorColumn - view.columns + 1),
    row: Math.min(Math.max(0, lastRow - view.rows + 1), buffer.cursorY),
  };
}

function lastUsedRow(buffer: IBuffer, rows: number): number {
  let row = rows - 1;
  while (row > 0 && (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? "") === "") row -= 1;
  return row;
}

function lineOf(
  { buffer, size }: PictureSource,
  columns: number,
  origin: Origin,
  row: number,
  cell: IBufferCell,
): PictureLine {
  const texts = new Array<string>(columns).fill(" ");
  const styles = new Array<string>(columns).fill("");
  const y = origin.row + row;
  const line = y < size.rows ? buffer.getLine(buffer.baseY + y) : undefined;
  if (line === undefined) return { texts, styles };
  for (let column = 0; column < columns; column++) {
    const x = origin.column + column;
    const found = x < size.columns ? line.getCell(x, cell) : undefined;
    if (found === undefined) break;
    styles[column] = styleOf(found);
    const width = found.getWidth();
    if (width === 1) {
      texts[column] = printable(found.getChars());
    } else if (width === 2 && column + 1 < columns) {
      const text = printable(found.getChars());
      // Half a wide character, which xterm.js leaves where one was overwritten, shows as nothing.
      if (line.getCell(x + 1, cell)?.getWidth() !== 0) continue;
      texts[column] = text;
      texts[column + 1] = "";
      styles[column + 1] = styles[column] ?? "";
      column += 1;
    }
  }
  return { texts, styles };
}

function printable(text: string): string {
  if (text.length <= 1 && text >= " " && text < "\u007f") return text;
  const safe = text.replace(STEERING, "");
  return safe === "" ? " " : safe;
}
