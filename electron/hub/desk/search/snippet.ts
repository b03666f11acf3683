import type { SearchMatch } from "../../../../shared/contract/qms-search.ts";
import { shownLine } from "../../reader/shown-line.ts";
import { eachWord } from "./each-word.ts";

/** So much of a text stands before the first word that was found, and in all. */
const BEFORE_CHARS = 40;
const SNIPPET_CHARS = 200;
const MOST_RANGES = 40;

/**
 * A part of a text around the first word that begins as one of the anchors, with all words marked that are looked for;
 * nothing where there is no such word.
 */
export function snippetOf(
  text: string,
  words: readonly string[],
  anchors: readonly string[] = words,
): Pick<SearchMatch, "snippet" | "ranges"> | undefined {
  const isWanted = (word: string): boolean => anchors.some((wanted) => word.startsWith(wanted));
  let first = -1;
  eachWord(text, (word, start) => {
    if (!isWanted(word)) return false;
    first = start;
    return true;
  });
  if (first === -1) return undefined;
  const from = beginning(text, first);
  const part = text.slice(from, from + SNIPPET_CHARS);
  const isCut = from + SNIPPET_CHARS < text.length;
  const snippet = `${from > 0 ? "… " : ""}${shownLine(part, SNIPPET_CHARS)}${isCut ? " …" : ""}`;
  const ranges: SearchMatch["ranges"] = [];
  eachWord(snippet, (word, start, end) => {
    const wanted = words.filter((one) => word.startsWith(one));
    const length = Math.max(0, ...wanted.map((one) => one.length));
    if (length > 0) ranges.push({ start, end: Math.min(start + length, end) });
    return ranges.length === MOST_RANGES;
  });
  return { snippet, ranges };
}

/** Where a snippet begins: not within a word. */
function beginning(text: string, first: number): number {
  if (first <= BEFORE_CHARS) return 0;
  const space = text.slice(first - BEFORE_CHARS, first).search(/\s/);
  return space === -1 ? first : first - BEFORE_CHARS + space + 1;
}
