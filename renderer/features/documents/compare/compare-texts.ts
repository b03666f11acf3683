import { diffLines, diffWordsWithSpace } from "diff";
import type { Piece } from "./pieces.ts";

/** A line of a text, with its number and with what changed in it marked. */
export interface ComparedLine {
  readonly number: number;
  readonly pieces: readonly Piece[];
}

/** A run of lines that are the same in both texts, or of lines that took the place of others. */
export type Block =
  | {
      readonly kind: "same";
      readonly before: number;
      readonly after: number;
      readonly lines: readonly string[];
    }
  | {
      readonly kind: "changed";
      readonly removed: readonly ComparedLine[];
      readonly added: readonly ComparedLine[];
    };

export interface Comparison {
  readonly blocks: readonly Block[];
  readonly removed: number;
  readonly added: number;
  /** Whether they differ so much that no line was looked for in the other. */
  readonly isCoarse: boolean;
}

/** Texts that differ in nearly every line take long and say nothing. */
const MOST_MS = 3000;
/** Words are compared within as many lines as a person would look at. */
const MOST_PAIRS = 400;
const MOST_LINE_CHARACTERS = 2000;

/** What is different between two texts, line by line, and word by word in lines that took the place of others. */
export function compareTexts(before: string, after: string): Comparison {
  const found = diffLines(ended(before), ended(after), { timeout: MOST_MS });
  const runs = found ?? [
    { value: ended(before), removed: true, added: false },
    { value: ended(after), removed: false, added: true },
  ];
  const blocks: Block[] = [];
  const at = { before: 1, after: 1, pairs: 0 };
  const counts = { removed: 0, added: 0 };
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length === 0 && added.length === 0) return;
    blocks.push(changedBlock(removed, added, at));
    at.before += removed.length;
    at.after += added.length;
    counts.removed += removed.length;
    counts.added += added.length;
    [removed, added] = [[], []];
  };
  for (const run of runs) {
    const lines = linesOf(run.value);
    if (run.removed) removed = removed.concat(lines);
    else if (run.added) added = added.concat(lines);
    else {
      flush();
      blocks.push({ kind: "same", before: at.before, after: at.after, lines });
      at.before += lines.length;
      at.after += lines.length;
    }
  }
  flush();
  return { blocks, ...counts, isCoarse: found === undefined };
}

/** A last line without an end is the same line as one with it. */
function ended(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function changedBlock(
  removed: readonly string[],
  added: readonly string[],
  at: { readonly before: number; readonly after: number; pairs: number },
): Block {
  const pairs = removed.map((line, place) => {
    const other = added[place];
    if (other === undefined || at.pairs >= MOST_PAIRS) return undefined;
    if (line.length > MOST_LINE_CHARACTERS || other.length > MOST_LINE_CHARACTERS) return undefined;
    at.pairs += 1;
    return wordsOf(line, other);
  });
  return {
    kind: "changed",
    removed: removed.map((line, place) => ({
      number: at.before + place,
      pieces: pairs[place]?.before ?? [{ text: line, isMarked: false }],
    })),
    added: added.map((line, place) => ({
      number: at.after + place,
      pieces: pairs[place]?.after ?? [{ text: line, isMarked: false }],
    })),
  };
}

/** The words of two lines that differ; nothing is marked where hardly anything is the same. */
function wordsOf(
  before: string,
  after: string,
): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } | undefined {
  const changes = diffWordsWithSpace(before, after, { timeout: 50 });
  if (changes === undefined) return undefined;
  const same = changes.reduce(
    (sum, { added, removed, value }) => (added || removed ? sum : sum + value.trim().length),
    0,
  );
  if (same * 3 < Math.min(before.trim().length, after.trim().length)) return undefined;
  return {
    before: changes.flatMap(({ added, removed, value }) =>
      added ? [] : [{ text: value, isMarked: removed }],
    ),
    after: changes.flatMap(({ added, removed, value }) =>
      removed ? [] : [{ text: value, isMarked: added }],
    ),
  };
}
