import type { ITheme } from "@xterm/xterm";

/** The part of a cell of xterm's buffer that says in which colour something is written. */
export interface ColouredCell {
  getFgColor(): number;
  getBgColor(): number;
  isFgRGB(): boolean;
  isBgRGB(): boolean;
  isFgPalette(): boolean;
  isBgPalette(): boolean;
  isBold(): number;
  isDim(): number;
  isInverse(): number;
  isInvisible(): number;
}

export interface CellColours {
  /** Nothing where nothing is to be seen. */
  readonly ink: string | undefined;
  /** Nothing where it is the screen's own. */
  readonly ground: string | undefined;
  readonly isDim: boolean;
}

const FIRST_GREY = 232;
const FIRST_OF_CUBE = 16;

/** The 256 colours that programs name by number, the first sixteen as the theme has them. */
export function paletteOf(theme: ITheme): readonly string[] {
  const named = [
    theme.black,
    theme.red,
    theme.green,
    theme.yellow,
    theme.blue,
    theme.magenta,
    theme.cyan,
    theme.white,
    theme.brightBlack,
    theme.brightRed,
    theme.brightGreen,
    theme.brightYellow,
    theme.brightBlue,
    theme.brightMagenta,
    theme.brightCyan,
    theme.brightWhite,
  ].map((colour) => colour ?? "");
  const others = Array.from({ length: 240 }, (_, at) => {
    const number = at + FIRST_OF_CUBE;
    if (number >= FIRST_GREY) return rgb(...threeTimes((number - FIRST_GREY) * 10 + 8));
    return rgb(step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6));
  });
  return [...named, ...others];
}

/** In which colours a cell is drawn, with what changes them taken into account. */
export function coloursOf(
  cell: ColouredCell,
  palette: readonly string[],
  { foreground, background }: { readonly foreground: string; readonly background: string },
): CellColours {
  const ink = cell.isFgRGB()
    ? hexOf(cell.getFgColor())
    : cell.isFgPalette()
      ? palette[brightIfBold(cell)]
      : undefined;
  const ground = cell.isBgRGB()
    ? hexOf(cell.getBgColor())
    : cell.isBgPalette()
      ? palette[cell.getBgColor()]
      : undefined;
  const isDim = cell.isDim() !== 0;
  if (cell.isInvisible() !== 0) return { ink: undefined, ground, isDim };
  if (cell.isInverse() !== 0) return { ink: ground ?? background, ground: ink ?? foreground, isDim };
  return { ink: ink ?? foreground, ground, isDim };
}

/** As xterm does it: bold text of the eight first colours is written in the bright ones. */
function brightIfBold(cell: ColouredCell): number {
  const number = cell.getFgColor();
  return cell.isBold() !== 0 && number < 8 ? number + 8 : number;
}

function step(part: number): number {
  return part === 0 ? 0 : part * 40 + 55;
}

function threeTimes(value: number): [number, number, number] {
  return [value, value, value];
}

function rgb(red: number, green: number, blue: number): string {
  return hexOf((red << 16) | (green << 8) | blue);
}

function hexOf(colour: number): string {
  return `#${colour.toString(16).padStart(6, "0")}`;
}
