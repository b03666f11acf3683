import type { ProgramModes } from "../screen/program-modes.ts";

/** How the local terminal is set while an agent's is shown in it; the cursor's visibility belongs to the picture. */
export type LocalModes = Omit<ProgramModes, "isCursorVisible">;

/** How a shell leaves a terminal. */
export const PLAIN_MODES: LocalModes = {
  applicationCursorKeys: false,
  applicationKeypad: false,
  bracketedPaste: false,
  mouseTracking: "none",
  mouseEncoding: "plain",
  cursorStyle: 0,
};

const NO_MOUSE = "\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l";

/**
 * The alternate screen, so that the shell's own comes back; lines that do not wrap, no margins, the plain character
 * set: nothing but positions decides where a character lands.
 */
export const ENTER = "\u001b[?1049h\u001b[?7l\u001b[?6l\u001b[r\u001b(B\u000f\u001b[0m\u001b[2J";

/** Undoes `ENTER` and every mode that may have been set meanwhile, whichever were. */
export const LEAVE = [
  "\u001b[?2026l\u001b[0m",
  NO_MOUSE,
  "\u001b[?2004l\u001b[?1l\u001b>",
  "\u001b[?7h\u001b[?25h",
  "\u001b[?1049l",
].join("");

/** The sequences that take the local terminal from one set of modes to another, so that keys arrive right. */
export function changeModes(from: LocalModes, to: LocalModes): string {
  let changes = "";
  if (from.applicationCursorKeys !== to.applicationCursorKeys)
    changes += privateMode(1, to.applicationCursorKeys);
  if (from.applicationKeypad !== to.applicationKeypad)
    changes += to.applicationKeypad ? "\u001b=" : "\u001b>";
  if (from.bracketedPaste !== to.bracketedPaste) changes += privateMode(2004, to.bracketedPaste);
  if (from.cursorStyle !== to.cursorStyle) changes += `\u001b[${String(to.cursorStyle)} q`;
  if (mouseMode(from) !== mouseMode(to)) changes += NO_MOUSE + mouseOn(mouseMode(to));
  return changes;
}

function privateMode(mode: number, isSet: boolean): string {
  return `\u001b[?${String(mode)}${isSet ? "h" : "l"}`;
}

/**
 * The local terminal always reports the mouse in SGR form, from which any other is made. Pixels it cannot report:
 * its own are not those that the program was told of.
 */
function mouseOn(mode: number | undefined): string {
  return mode === undefined ? "" : `${privateMode(mode, true)}${privateMode(1006, true)}`;
}

function mouseMode({ mouseTracking, mouseEncoding }: LocalModes): number | undefined {
  if (mouseEncoding === "pixels") return undefined;
  return { none: undefined, x10: 1000, vt200: 1000, drag: 1002, any: 1003 }[mouseTracking];
}
