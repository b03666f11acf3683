import type { Picture, PictureLine } from "./picture.ts";

/** Fewer unchanged columns than this are written again, since moving over them takes as many bytes. */
const SHORT_GAP = 6;

const SOFT_HYPHEN = 0xad;

/** The sequences that turn one picture on the local terminal into the next; empty when nothing differs. */
export function paint(previous: Picture | undefined, next: Picture): string {
  const brush = new Brush(next.size.columns);
  const isWhole =
    previous === undefined ||
    previous.size.columns !== next.size.columns ||
    previous.size.rows !== next.size.rows;
  if (isWhole) brush.clear();
  let changedRows = 0;
  for (const [row, line] of next.lines.entries()) {
    if (paintLine(brush, isWhole ? undefined : previous.lines[row], line, row)) changedRows += 1;
  }
  const cursor = paintCursor(isWhole ? undefined : previous, next, brush.isUsed);
  const changes = brush.finish() + cursor;
  if (changes === "") return "";
  // While more than a line changes, a cursor that is seen jumping about disturbs.
  if (!isWhole && changedRows <= 1) return changes;
  return `\u001b[?2026h\u001b[?25l${changes}\u001b[?${next.cursor.isVisible ? "25h" : "25l"}\u001b[?2026l`;
}

function paintCursor(previous: Picture | undefined, next: Picture, hasMoved: boolean): string {
  const before = previous?.cursor;
  const { column, row, isVisible } = next.cursor;
  const visibility = before?.isVisible === isVisible ? "" : `\u001b[?25${isVisible ? "h" : "l"}`;
  const isThere = !hasMoved && before?.isVisible === true && before.column === column && before.row === row;
  return (isVisible && !isThere ? moveTo(row, column) : "") + visibility;
}

function paintLine(brush: Brush, previous: PictureLine | undefined, next: PictureLine, row: number): boolean {
  const columns = next.texts.length;
  const differs = (column: number): boolean =>
    previous === undefined
      ? next.texts[column] !== " " || next.styles[column] !== ""
      : next.texts[column] !== previous.texts[column] || next.styles[column] !== previous.styles[column];
  const blankFrom = startOfBlankEnd(next);
  let hasChanged = false;
  let column = 0;
  while (column < columns) {
    if (!differs(column)) {
      column += 1;
      continue;
    }
    hasChanged = true;
    if (column >= blankFrom) {
      brush.eraseToEnd(row, column);
      return true;
    }
    // A change in the right half of a wide character, its style for one, is made by writing the character.
    const start = next.texts[column] === "" ? column - 1 : column;
    brush.write(row, start, next.texts[start] ?? " ", next.styles[start] ?? "");
    column = start + (next.texts[start + 1] === "" ? 2 : 1);
    // A short gap before the next change is written over.
    const change = nextChange(column, Math.min(blankFrom, column + SHORT_GAP), differs);
    if (change === undefined) continue;
    while (column < change) {
      brush.write(row, column, next.texts[column] ?? " ", next.styles[column] ?? "");
      column += next.texts[column + 1] === "" ? 2 : 1;
    }
  }
  return hasChanged;
}

function nextChange(from: number, until: number, differs: (column: number) => boolean): number | undefined {
  for (let column = from; column < until; column++) if (differs(column)) return column;
  return undefined;
}

/** The first column from which a line is blank and plain to its end. */
function startOfBlankEnd({ texts, styles }: PictureLine): number {
  let column = texts.length;
  while (column > 0 && texts[column - 1] === " " && styles[column - 1] === "") column -= 1;
  return column;
}

/** Writes cells, and knows where the local cursor is and which style it carries. */
class Brush {
  #written = "";
  readonly #columns: number;
  #row = -1;
  #column = -1;
  /** None at first: whatever was painted before was finished. */
  #style = "";

  constructor(columns: number) {
    this.#columns = columns;
  }

  get isUsed(): boolean {
    return this.#written !== "";
  }

  /** Everything that was written; the local terminal is left without a style. */
  finish(): string {
    this.#take("");
    return this.#written;
  }

  clear(): void {
    this.#written += "\u001b[0m\u001b[2J";
  }

  write(row: number, column: number, text: string, style: string): void {
    // Terminals disagree on how wide unusual characters are, and on which belong together. So one never stands
    // beside another in what is written: the position is stated anew before it and after it.
    const isCertain = hasCertainWidth(text);
    if (!isCertain) this.#row = -1;
    this.#moveTo(row, column);
    this.#take(style);
    this.#written += text;
    this.#column += 1;
    // After the last column the cursor waits where it is, which terminals do in ways of their own.
    if (!isCertain || this.#column >= this.#columns) this.#row = -1;
  }

  eraseToEnd(row: number, column: number): void {
    this.#moveTo(row, column);
    this.#take("");
    this.#written += "\u001b[K";
  }

  #moveTo(row: number, column: number): void {
    if (this.#row === row && this.#column === column) return;
    this.#written += moveTo(row, column);
    this.#row = row;
    this.#column = column;
  }

  #take(style: string): void {
    if (this.#style === style) return;
    this.#written += style === "" ? "\u001b[0m" : `\u001b[0;${style}m`;
    this.#style = style;
  }
}

function moveTo(row: number, column: number): string {
  return `\u001b[${String(row + 1)};${String(column + 1)}H`;
}

/** Latin letters and the lines and blocks of boxes are one column wide everywhere. */
function hasCertainWidth(text: string): boolean {
  if (text.length !== 1) return false;
  const code = text.charCodeAt(0);
  return (code < 0x0250 && code !== SOFT_HYPHEN) || (code >= 0x2500 && code < 0x25a0);
}
