import { cleanLine } from "../../../shared/qms/text/clean-text.ts";

/** Words of plain characters with single spaces between them: nothing in it needs cleaning. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A text as one line to be shown, which the contract has room for: it counts in halves of what is a whole character here. */
export function shownLine(text: string, limit: number): string {
  if (text.length <= limit && PLAIN.test(text)) return text;
  const line = cleanLine(text, limit);
  return line.length <= limit ? line : cleanLine(line, limit / 2);
}
