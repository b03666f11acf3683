import type { Origin } from "../drawing/picture.ts";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import type { ProgramModes } from "../screen/program-modes.ts";

/** Columns and rows beyond this have no byte in the old form of a report. */
const LAST_PLAIN_POSITION = 223;

/** What a report of the local terminal needs to become one of the agent's. */
export interface MouseFrame {
  readonly modes: Pick<ProgramModes, "mouseTracking" | "mouseEncoding">;
  readonly origin: Origin;
  /** The agent's screen, which the local one may be a part of. */
  readonly size: TerminalSize;
}

/** Translates an SGR mouse report of the local terminal into what the program expects; nothing if it expects none. */
export function translateMouse(
  parameters: string,
  isRelease: boolean,
  frame: MouseFrame,
): Uint8Array | undefined {
  const [button, localColumn, localRow] = parameters.split(";").map(Number);
  if (button === undefined || localColumn === undefined || localRow === undefined) return undefined;
  const column = localColumn + frame.origin.column;
  const row = localRow + frame.origin.row;
  if (!(column >= 1 && column <= frame.size.columns && row >= 1 && row <= frame.size.rows)) return undefined;
  const { mouseTracking, mouseEncoding } = frame.modes;
  if (mouseTracking === "none" || mouseEncoding === "pixels") return undefined;
  // X10 mode knows presses of the three buttons and nothing else.
  if (mouseTracking === "x10" && (isRelease || button > 2)) return undefined;
  if (mouseEncoding === "sgr") {
    return Buffer.from(`\u001b[<${String(button)};${String(column)};${String(row)}${isRelease ? "m" : "M"}`);
  }
  if (column > LAST_PLAIN_POSITION || row > LAST_PLAIN_POSITION) return undefined;
  // The old form does not say which button was released: the low bits are 3, modifiers stay.
  const code = isRelease ? (button & ~3) | 3 : button;
  return Uint8Array.of(0x1b, 0x5b, 0x4d, code + 32, column + 32, row + 32);
}
