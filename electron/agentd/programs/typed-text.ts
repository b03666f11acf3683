import type { ScreenReading, Typing } from "./agent-program.ts";

const PASTE_BEGIN = "\x1b[200~";
const PASTE_END = "\x1b[201~";
const ENTER = "\r";
const DELETE_TO_START = "\x15";

/** What may stand in a line that is typed for the agent: no controls, and nothing that turns text around. */
const UNTYPED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu;

/** The beginnings of a prompt that make it a command, a note, or a file. */
const COMMAND = /^[/!#@&\\]/;

/** A line as it is typed: one line, which is text and nothing else. */
export function typedLine(line: string): string {
  const text = line.replaceAll(UNTYPED, " ").replaceAll(/\s+/g, " ").trim();
  return COMMAND.test(text) ? `Notice: ${text}` : text;
}

/** The keys of programs that know bracketed paste and the usual line editing. */
export const USUAL_TYPING: Typing = {
  // The end of the paste must not be in it.
  paste: (text) => `${PASTE_BEGIN}${text.replaceAll("\x1b", "")}${PASTE_END}`,
  enter: ENTER,
  // Once for what a line holds, and once for the break before it.
  clear: (text) => DELETE_TO_START.repeat(2 * text.split("\n").length),
};

/** Whether the prompt holds a text and nothing else, as far as it is in sight: a long one may show its end only. */
export function holdsText(reading: ScreenReading, text: string): boolean {
  if (reading.kind !== "text") return false;
  if (reading.isStandIn) return true;
  const [shown, whole] = [withoutBlanks(reading.text), withoutBlanks(text)];
  return shown === whole || (shown.length >= MIN_SHOWN && whole.endsWith(shown));
}

/** Whether the prompt holds some of these texts one behind the other, in their order, and nothing else. */
export function holdsOnly(reading: ScreenReading, texts: readonly string[]): boolean {
  if (reading.kind !== "text" || reading.isStandIn || texts.length === 0) return false;
  const left = texts.map(withoutBlanks).reduce((shown, text) => {
    return shown.startsWith(text) ? shown.slice(text.length) : shown;
  }, withoutBlanks(reading.text));
  return left === "";
}

/** Whether the prompt is in sight, and a text is not in what it shows. */
export function isWithout(reading: ScreenReading, text: string): boolean {
  if (reading.kind === "empty") return true;
  if (reading.kind !== "text" || reading.isStandIn) return false;
  return !withoutBlanks(reading.text).includes(withoutBlanks(text).slice(-MIN_SHOWN));
}

/** Whether the prompt shows a text, alone or with something written around it. */
export function showsText(reading: ScreenReading, text: string): boolean {
  if (reading.kind !== "text" || reading.isStandIn) return false;
  const [shown, whole] = [withoutBlanks(reading.text), withoutBlanks(text)];
  // The beginning of a long one may be out of sight; a short end may be anything's.
  return shown.includes(whole) || (whole.endsWith(shown) && 2 * shown.length >= whole.length);
}

/** An end shorter than this may be anything. */
const MIN_SHOWN = 8;

function withoutBlanks(text: string): string {
  return text.replaceAll(/[\s\u21b5]+/g, "");
}
