import { isClosing } from "./sure-fences.ts";

/** About what can be made into a page between two frames. */
const PART_CHARACTERS = 16_000;
/** A part that finds no place to end is cut at a line behind this. */
const MOST_CHARACTERS = 48_000;

/**
 * Cuts a long text into parts that can be shown one after another: before a heading or behind an empty line, and never
 * within a fenced block, a table or a list. A short text is one part.
 */
export function markdownParts(text: string): readonly string[] {
  if (text.length <= PART_CHARACTERS * 1.5) return [text];
  const parts: string[] = [];
  let fence: string | undefined;
  let from = 0;
  let wasEmpty = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const next = end === -1 ? text.length : end + 1;
    const line = text.slice(at, next).trimEnd();
    const size = at - from;
    const isPlace =
      fence === undefined && wasEmpty && /^(?:#{1,6} |\S)/.test(line) && !/^[-*+>|\d]/.test(line);
    // What is too much in an endless line takes nothing before it along.
    const isEndless = fence === undefined && wasEmpty && size > 0 && next - at >= PART_CHARACTERS;
    if ((isPlace && size >= PART_CHARACTERS) || isEndless || size >= MOST_CHARACTERS) {
      parts.push(text.slice(from, at));
      from = at;
    }
    fence = fenceBehind(line, fence);
    wasEmpty = line === "";
    at = next;
  }
  parts.push(text.slice(from));
  return parts.flatMap(cutLong);
}

/** The fence that is open behind a line, given the one before it. */
function fenceBehind(line: string, open: string | undefined): string | undefined {
  if (open !== undefined) return isClosing(line, open) ? undefined : open;
  return /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
}

/** A single line may be longer than any part. */
function cutLong(part: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < part.length; at += 2 * MOST_CHARACTERS) {
    pieces.push(part.slice(at, at + 2 * MOST_CHARACTERS));
  }
  return pieces;
}
