import type { SearchMatch } from "../../../../shared/contract/qms-search.ts";
import { shownLine } from "../../reader/shown-line.ts";
import { eachWord } from "./each-word.ts";
import { plainText } from "./plain-text.ts";

/** So much of a text stands before the first word that was found, and in all. */
const BEFORE_CHARS = 40;
const SNIPPET_CHARS = 200;
/** So much is read for it: marks and empty lines are left away. */
const READ_CHARS = 400;
const MOST_RANGES = 40;

/**
 * A part of a text around the first word that begins as one of the anchors, without the marks of Markdown and with all
 * words marked that are looked for; nothing where there is no such word.
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
  const part = text.slice(from, from + READ_CHARS);
  const isWhole = from + READ_CHARS >= text.length;
  const plain = markedLine(plainText(part), { words, isBegun: from > 0, isWhole });
  if (plain.ranges.some(({ start }) => isWanted(wordAt(plain.snippet, start)))) return plain;
  // The word stands in what was left away: in the address of a link.
  return markedLine(part, { words, isBegun: from > 0, isWhole });
}

interface Cut {
  readonly words: readonly string[];
  /** Whether there is more of the text before it. */
  readonly isBegun: boolean;
  /** Whether it goes to the end of the text. */
  readonly isWhole: boolean;
}

function markedLine(text: string, { words, isBegun, isWhole }: Cut): Pick<SearchMatch, "snippet" | "ranges"> {
  const line = text.replace(/\s+/g, " ").trim();
  const isCut = !isWhole || line.length > SNIPPET_CHARS;
  const whole = isCut ? line.slice(0, SNIPPET_CHARS).replace(/\s\S{0,60}$/, "") : line;
  const snippet = `${isBegun ? "… " : ""}${shownLine(whole, SNIPPET_CHARS)}${isCut ? " …" : ""}`;
  const ranges: SearchMatch["ranges"] = [];
  eachWord(snippet, (word, start, end) => {
    const wanted = words.filter((one) => word.startsWith(one));
    const length = Math.max(0, ...wanted.map((one) => one.length));
    if (length > 0) ranges.push({ start, end: Math.min(start + length, end) });
    return ranges.length === MOST_RANGES;
  });
  return { snippet, ranges };
}

/** The word that begins there, in small letters. */
function wordAt(text: string, at: number): string {
  let found = "";
  eachWord(text.slice(at), (word) => {
    found = word;
    return true;
  });
  return found;
}

/** Where a snippet begins: not within a word. */
function beginning(text: string, first: number): number {
  if (first <= BEFORE_CHARS) return 0;
  const space = text.slice(first - BEFORE_CHARS, first).search(/\s/);
  return space === -1 ? first : first - BEFORE_CHARS + space + 1;
}
