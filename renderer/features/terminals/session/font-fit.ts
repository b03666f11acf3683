import type { TerminalSize } from "../../../../shared/terminal/frames.ts";

/** Smaller text than this is no text. */
const SMALLEST_FONT_SIZE = 4;
const STEP = 0.5;

/** Whether every row and column of `inner` has its place in `outer`. */
export function fitsInto(inner: TerminalSize, outer: TerminalSize): boolean {
  return inner.columns <= outer.columns && inner.rows <= outer.rows;
}

/**
 * The largest font size up to the preferred one at which a terminal fits into a pane. `sizeAt` tells what the pane holds
 * at a font size.
 */
export function fittingFontSize(
  wanted: TerminalSize,
  preferred: number,
  sizeAt: (fontSize: number) => TerminalSize,
): number {
  const own = sizeAt(preferred);
  if (fitsInto(wanted, own)) return preferred;
  // Cells grow with the font, nearly evenly: begin there and correct what rounding spoils.
  const ratio = Math.min(own.columns / wanted.columns, own.rows / wanted.rows);
  let fontSize = Math.floor((preferred * ratio) / STEP) * STEP + STEP;
  while (fontSize > SMALLEST_FONT_SIZE && !fitsInto(wanted, sizeAt(fontSize))) fontSize -= STEP;
  return Math.max(fontSize, SMALLEST_FONT_SIZE);
}
