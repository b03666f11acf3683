/**
 * Escape sequences of terminals: control sequences, strings up to their end, and the short ones. No part of it can match
 * another escape character, so that it reads each character at most a few times, whatever comes.
 */
const TERMINAL_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090\u0098\u009b-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-Z\\^-~]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
const CONTROLS_BUT_LINES_AND_TABS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const WHITESPACE = /[\s\u0085]+/g;
/** They let a text be shown in another order than it is read. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A message's subject as it is kept: one line without controls, and without the `"` at which watchers stop reading. */
export function cleanSubject(text: string): string {
  return oneLine(text).replaceAll('"', "'");
}

/** A text of several lines without anything that steers a terminal; it ends with a line end. */
export function cleanBody(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replace(TERMINAL_SEQUENCES, "")
    .replace(CONTROLS_BUT_LINES_AND_TABS, "");
  return clean.endsWith("\n") ? clean : `${clean}\n`;
}

/** Any text as one line to be shown, of at most `limit` code points. */
export function cleanLine(text: string, limit: number): string {
  const line = oneLine(text);
  let points = 0;
  let units = 0;
  let cut = 0;
  for (const point of line) {
    if (points === limit - 1) cut = units;
    points += 1;
    if (points > limit) return `${line.slice(0, cut)}…`;
    units += point.length;
  }
  return line;
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCES, "")
    .replace(WHITESPACE, " ")
    .replace(CONTROLS, "")
    .replace(DIRECTION_CONTROLS, "")
    .replace(/ {2,}/g, " ")
    .trim();
}
