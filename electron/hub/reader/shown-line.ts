import { cleanLine } from "../../../shared/qms/text/clean-text.ts";

/** Anything but plain words with single spaces between them: most texts have none of it. */
const TO_CLEAN = /[^ -~]| {2}|^ | $/;

/** A text as one line to be shown, which the contract has room for: it counts in halves of what is a whole character here. */
export function shownLine(text: string, limit: number): string {
  if (text.length <= limit && !TO_CLEAN.test(text)) return text;
  const line = cleanLine(text, limit);
  return line.length <= limit ? line : cleanLine(line, limit / 2);
}
