import type { IBufferCell } from "@xterm/headless";

/** How xterm.js tells the 16 named colours from the same ones taken by number. */
const NAMED_COLOURS = 0x1000000;

/**
 * The SGR parameters that give a cell its look, starting from a reset; empty for a plain cell.
 * All underlines are single, since the look of an underline is not part of the terminal's public interface.
 */
export function styleOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const parameters: number[] = [];
  if (cell.isBold() !== 0) parameters.push(1);
  if (cell.isDim() !== 0) parameters.push(2);
  if (cell.isItalic() !== 0) parameters.push(3);
  if (cell.isUnderline() !== 0) parameters.push(4);
  if (cell.isBlink() !== 0) parameters.push(5);
  if (cell.isInverse() !== 0) parameters.push(7);
  if (cell.isInvisible() !== 0) parameters.push(8);
  if (cell.isStrikethrough() !== 0) parameters.push(9);
  if (cell.isOverline() !== 0) parameters.push(53);
  if (cell.isFgRGB()) parameters.push(38, ...trueColour(cell.getFgColor()));
  else if (cell.isFgPalette())
    parameters.push(...paletteColour(cell.getFgColorMode(), cell.getFgColor(), 30));
  if (cell.isBgRGB()) parameters.push(48, ...trueColour(cell.getBgColor()));
  else if (cell.isBgPalette())
    parameters.push(...paletteColour(cell.getBgColorMode(), cell.getBgColor(), 40));
  return parameters.join(";");
}

function trueColour(colour: number): readonly number[] {
  return [2, (colour >>> 16) & 0xff, (colour >>> 8) & 0xff, colour & 0xff];
}

function paletteColour(mode: number, colour: number, base: 30 | 40): readonly number[] {
  if (mode !== NAMED_COLOURS) return [base + 8, 5, colour];
  return [colour < 8 ? base + colour : base + 60 + colour - 8];
}
