import type { CellAttributes } from "./xterm-internals.ts";

const COLOR_MODE_MASK = 0x3000000;
const MODE_16 = 0x1000000;
const MODE_256 = 0x2000000;
const MODE_RGB = 0x3000000;
const COLOR_MASK = 0xffffff;
const UNDERLINE_FLAG = 0x10000000;
const UNDERLINE_STYLE_MASK = 0x1c000000;
const UNDERLINE_STYLE_SHIFT = 26;

/** Whether two cells look alike, their hyperlinks aside. */
export function sameStyle(a: CellAttributes, b: CellAttributes): boolean {
  if (a.fg !== b.fg || a.bg !== b.bg) return false;
  if (a.hasExtendedAttrs() === 0) return true;
  return (
    underlineStyleOf(a) === underlineStyleOf(b) && a.extended.underlineColor === b.extended.underlineColor
  );
}

/** The one SGR sequence that sets exactly this style, whatever was set before. */
export function styleSequence(cell: CellAttributes): string {
  const codes = ["0"];
  if (cell.isBold()) codes.push("1");
  if (cell.isDim()) codes.push("2");
  if (cell.isItalic()) codes.push("3");
  if (cell.fg & UNDERLINE_FLAG) codes.push(underlineCode(cell));
  if (cell.isBlink()) codes.push("5");
  if (cell.isInverse()) codes.push("7");
  if (cell.isInvisible()) codes.push("8");
  if (cell.isStrikethrough()) codes.push("9");
  if (cell.isOverline()) codes.push("53");
  pushColor(codes, cell.fg & COLOR_MODE_MASK, cell.getFgColor(), 30, 90, 38);
  pushColor(codes, cell.bg & COLOR_MODE_MASK, cell.getBgColor(), 40, 100, 48);
  if (cell.fg & UNDERLINE_FLAG && cell.hasExtendedAttrs())
    pushUnderlineColor(codes, cell.extended.underlineColor);
  return `\x1b[${codes.join(";")}m`;
}

/** The style of the pen, which keeps an underline's colour also while it does not underline. */
export function penSequence(pen: CellAttributes): string {
  const codes: string[] = [];
  pushUnderlineColor(codes, pen.extended.underlineColor);
  return styleSequence(pen) + (codes.length > 0 ? `\x1b[${codes.join(";")}m` : "");
}

/** The style of a cell that was erased: only its background counts. */
export function backgroundSequence(cell: CellAttributes): string {
  const codes = ["0"];
  pushColor(codes, cell.bg & COLOR_MODE_MASK, cell.getBgColor(), 40, 100, 48);
  return `\x1b[${codes.join(";")}m`;
}

/** Whether a cell has a background of its own. */
export function hasBackground(cell: CellAttributes): boolean {
  return (cell.bg & COLOR_MODE_MASK) !== 0;
}

/** Whether anything but the background sets this cell apart from a fresh one. */
export function hasMoreThanBackground(cell: CellAttributes): boolean {
  return cell.fg !== 0 || (cell.bg & ~(COLOR_MODE_MASK | COLOR_MASK)) !== 0;
}

/** Read from the packed value, since xterm shows every hyperlink as underlined with dashes. 0 is no style of its own. */
export function underlineStyleOf(cell: CellAttributes): number {
  return cell.fg & UNDERLINE_FLAG && cell.hasExtendedAttrs()
    ? (cell.extended._ext & UNDERLINE_STYLE_MASK) >> UNDERLINE_STYLE_SHIFT
    : 0;
}

function underlineCode(cell: CellAttributes): string {
  const style = underlineStyleOf(cell);
  return style <= 1 ? "4" : `4:${style}`;
}

function pushColor(
  codes: string[],
  mode: number,
  color: number,
  low: number,
  high: number,
  extended: number,
): void {
  if (mode === MODE_16) codes.push(String(color >= 8 ? high + color - 8 : low + color));
  else if (mode === MODE_256) codes.push(`${extended};5;${color}`);
  else if (mode === MODE_RGB) codes.push(`${extended};2;${rgb(color, ";")}`);
}

function pushUnderlineColor(codes: string[], color: number): void {
  const mode = color & COLOR_MODE_MASK;
  if (mode === MODE_RGB) codes.push(`58:2::${rgb(color & COLOR_MASK, ":")}`);
  else if (mode === MODE_16 || mode === MODE_256) codes.push(`58:5:${color & 0xff}`);
}

function rgb(color: number, separator: string): string {
  return [(color >>> 16) & 0xff, (color >>> 8) & 0xff, color & 0xff].join(separator);
}
