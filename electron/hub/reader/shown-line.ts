import { cleanLine } from "../../../shared/qms/text/clean-text.ts";

/** A text as one line to be shown, which the contract has room for: it counts in halves of what is a whole character here. */
export function shownLine(text: string, limit: number): string {
  const line = cleanLine(text, limit);
  return line.length <= limit ? line : cleanLine(line, limit / 2);
}
