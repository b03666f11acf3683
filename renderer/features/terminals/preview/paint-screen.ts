import type { IBuffer, Terminal } from "@xterm/xterm";
import { coloursOf, type CellColours } from "./cell-colours.ts";

export interface Paint {
  readonly fonts: string;
  readonly palette: readonly string[];
  readonly foreground: string;
  readonly background: string;
}

export interface PaintSize {
  /** In pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** How many pixels of the screen one of the page has. */
  readonly ratio: number;
}

/** Smaller text than this is a pattern: what does not fit is left out at the right. */
const SMALLEST_FONT_PX = 5.5;
const LARGEST_FONT_PX = 12;
const LINE_HEIGHT = 1.22;
const PADDING_PX = 6;
const DIM = 0.6;

/** Draws the screen of a terminal as small as it has to be; where not all rows fit, those up to the last with text. */
export function paintScreen(
  context: CanvasRenderingContext2D,
  terminal: Pick<Terminal, "cols" | "rows" | "buffer">,
  paint: Paint,
  { width, height, ratio }: PaintSize,
): void {
  const { active: buffer } = terminal.buffer;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = paint.background;
  context.fillRect(0, 0, width, height);
  context.textBaseline = "middle";
  const fontSize = fontSizeFor(context, paint.fonts, terminal.cols, width - 2 * PADDING_PX);
  context.font = `${String(fontSize)}px ${paint.fonts}`;
  const cellWidth = context.measureText("0").width;
  const cellHeight = fontSize * LINE_HEIGHT;
  const rows = Math.max(1, Math.floor((height - 2 * PADDING_PX) / cellHeight));
  const first = Math.max(0, Math.min(lastRowOf(buffer, terminal.rows) + 1, terminal.rows) - rows);
  for (let row = 0; row < Math.min(rows, terminal.rows - first); row += 1) {
    const y = PADDING_PX + row * cellHeight;
    for (const run of runsOf(buffer, buffer.baseY + first + row, paint)) {
      const x = PADDING_PX + run.column * cellWidth;
      if (x > width) break;
      const { ink, ground, isDim } = run.colours;
      if (ground !== undefined) {
        context.fillStyle = ground;
        context.fillRect(x, y, run.columns * cellWidth + 0.5, cellHeight + 0.5);
      }
      if (ink === undefined || run.text.trim() === "") continue;
      context.globalAlpha = isDim ? DIM : 1;
      context.fillStyle = ink;
      context.fillText(run.text, x, y + cellHeight / 2);
      context.globalAlpha = 1;
    }
  }
}

/** The last line of a screen that says something, for those who do not see it. */
export function lastLineOf(terminal: Pick<Terminal, "rows" | "buffer">): string {
  const { active: buffer } = terminal.buffer;
  for (let row = terminal.rows - 1; row >= 0; row -= 1) {
    const text =
      buffer
        .getLine(buffer.baseY + row)
        ?.translateToString(true)
        .trim() ?? "";
    if (text !== "") return text;
  }
  return "";
}

interface Run {
  readonly column: number;
  columns: number;
  text: string;
  readonly colours: CellColours;
}

/** The cells of a line, those of one look together. */
function runsOf(buffer: IBuffer, at: number, paint: Paint): readonly Run[] {
  const line = buffer.getLine(at);
  if (line === undefined) return [];
  const runs: Run[] = [];
  const cell = buffer.getNullCell();
  let isWide = false;
  for (let column = 0; column < line.length; column += 1) {
    line.getCell(column, cell);
    const width = cell.getWidth();
    // The second half of a wide character.
    if (width === 0) continue;
    const colours = coloursOf(cell, paint.palette, paint);
    const text = cell.getChars() || " ";
    const last = runs.at(-1);
    if (last !== undefined && width === 1 && !isWide && isSame(last.colours, colours)) {
      last.text += text;
      last.columns += 1;
    } else runs.push({ column, columns: width, text, colours });
    isWide = width > 1;
  }
  return runs;
}

function isSame(one: CellColours, other: CellColours): boolean {
  return one.ink === other.ink && one.ground === other.ground && one.isDim === other.isDim;
}

function lastRowOf(buffer: IBuffer, rows: number): number {
  let last = rows - 1;
  while (last > buffer.cursorY && buffer.getLine(buffer.baseY + last)?.translateToString(true) === "")
    last -= 1;
  return last;
}

function fontSizeFor(
  context: CanvasRenderingContext2D,
  fonts: string,
  columns: number,
  width: number,
): number {
  context.font = `10px ${fonts}`;
  const fitting = (10 * width) / (context.measureText("0").width * columns);
  return Math.max(SMALLEST_FONT_PX, Math.min(LARGEST_FONT_PX, Math.floor(fitting * 4) / 4));
}
