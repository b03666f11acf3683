import { SureFences } from "./sure-fences.ts";

/** What makes a text too much to be laid out: what lies in what, or how many marks there are. */
export type Weight = "deep" | "dense";

/** Deeper than any outline that a person can follow; what reads the text calls itself for each. */
const MOST_DEPTH = 16;
/** What stands together without an empty line: each of these may be looked at once for each other. */
const MOST_IN_BLOCK = {
  brackets: 1200,
  emphasis: 1000,
  angles: 1000,
  openings: 200,
  ats: 300,
  tickLengths: 12,
  escapes: 2000,
  lines: 1000,
  // Each row of a table has every column, whatever is written in it.
  cells: 4000,
};
/** Within one part each of these becomes something on the page. */
const MOST_IN_PART = {
  brackets: 2000,
  emphasis: 4000,
  ticks: 4500,
  angles: 2500,
  entities: 4000,
  pipes: 4500,
  holders: 3000,
  lines: 2500,
};

/** One thing that holds others: a quote, an item of a list, a footnote. */
const HOLDER = /[ \t]*(>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:)/y;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
/** Such a line begins something of its own, whatever stands before it. */
const BEGINNING = /^ {0,3}(?:[-*+][ \t]+\S|#{1,6}[ \t])/;
const DELIMITER_ROW = /^(?=[^\n]*-)(?=[^\n]*[|:])[ \t|:>*+\-0-9.)]*$/;
const LETTER = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

/**
 * Why a part of a text is not read as Markdown, if it is not: reading it would take far longer than its length says, or
 * end in a heap of boxes. Every character is looked at once. What people write is far below all of these.
 */
export function weightOf(part: string): Weight | undefined {
  const text = part.includes("\r") ? part.replace(/\r\n?/g, "\n") : part;
  const scan = new Scan();
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const weight = scan.read(text.slice(at, end === -1 ? text.length : end));
    if (weight !== undefined) return weight;
    at = end === -1 ? text.length : end + 1;
  }
  return undefined;
}

interface Holder {
  readonly column: number;
  readonly isQuote: boolean;
}

class Scan {
  readonly #fences = new SureFences();
  #holders: Holder[] = [];
  #block = freshBlock();
  readonly #part = freshPart();

  read(line: string): Weight | undefined {
    if (this.#fences.hold(line)) return undefined;
    if (/^[ \t]*$/.test(line)) {
      this.#block = freshBlock();
      return undefined;
    }
    if (BEGINNING.test(line)) this.#block = freshBlock();
    const isRule = RULE.test(line);
    if (!isRule && this.#isDeep(line)) return "deep";
    this.#count(line, isRule);
    return isOver(this.#block, MOST_IN_BLOCK) || isOver(this.#part, MOST_IN_PART) ? "dense" : undefined;
  }

  /** What holds others is told by what stands before the words of a line, and by how far it is from the edge. */
  #isDeep(line: string): boolean {
    HOLDER.lastIndex = 0;
    let [column, read] = [0, 0];
    for (let found = HOLDER.exec(line); found !== null; found = HOLDER.exec(line)) {
      const [whole, mark = ""] = found;
      column = columnAt(line, read, found.index + whole.length - mark.length, column);
      read = found.index + whole.length - mark.length;
      this.#part.holders += 1;
      const isQuote = mark === ">";
      if (!isQuote || !this.#holders.some((one) => one.isQuote && one.column === column)) {
        this.#holders = this.#holders.filter((one) => one.column < column);
        this.#holders.push({ column, isQuote });
      }
      if (this.#holders.length > MOST_DEPTH) return true;
    }
    return false;
  }

  #count(line: string, isRule: boolean): void {
    const [block, part] = [this.#block, this.#part];
    block.lines += 1;
    part.lines += 1;
    if (isRule) return;
    let pipes = 0;
    for (let at = 0; at < line.length; at += 1) {
      const sign = line[at];
      if (sign === "[" || sign === "]") {
        block.brackets += 1;
        part.brackets += 1;
      } else if (sign === "<") {
        block.angles += 1;
        part.angles += 1;
        if (line[at + 1] === "!" || line[at + 1] === "?") block.openings += 1;
      } else if (sign === "&") part.entities += 1;
      else if (sign === "@") block.ats += 1;
      else if (sign === "\\") block.escapes += 1;
      else if (sign === "|") pipes += 1;
      else if (sign === "`" || sign === "*" || sign === "_" || sign === "~") {
        const end = runEnd(line, at);
        if (sign === "`") {
          part.ticks += 1;
          block.tickLengths.add(end - at);
        } else {
          const cost = emphasisCost(line, at, end);
          block.emphasis += cost;
          part.emphasis += cost;
        }
        at = end - 1;
      }
    }
    part.pipes += pipes;
    if (DELIMITER_ROW.test(line)) block.columns = Math.max(block.columns, pipes + 1);
    block.cells = block.columns * block.lines;
  }
}

function freshBlock() {
  return {
    brackets: 0,
    emphasis: 0,
    angles: 0,
    openings: 0,
    ats: 0,
    tickLengths: new Set<number>(),
    escapes: 0,
    lines: 0,
    columns: 0,
    cells: 0,
  };
}

function freshPart() {
  return { brackets: 0, emphasis: 0, ticks: 0, angles: 0, entities: 0, pipes: 0, holders: 0, lines: 0 };
}

type Counts = Readonly<Record<string, number | ReadonlySet<number>>>;

function isOver(counts: Counts, most: Readonly<Record<string, number>>): boolean {
  return Object.entries(most).some(([name, limit]) => {
    const count = counts[name] ?? 0;
    return (typeof count === "number" ? count : count.size) > limit;
  });
}

/** The column of a place in a line, counted on from one that is known: tabs go to the next multiple of four. */
function columnAt(line: string, from: number, to: number, known: number): number {
  let column = known;
  for (let at = from; at < to; at += 1) column += line[at] === "\t" ? 4 - (column % 4) : 1;
  return column;
}

function runEnd(line: string, from: number): number {
  let end = from + 1;
  while (line[end] === line[from]) end += 1;
  return end;
}

/** A run that can begin something counts with all its signs, for each may; one within a word does nothing. */
function emphasisCost(line: string, from: number, end: number): number {
  const [before, after] = [line[from - 1] ?? " ", line[end] ?? " "];
  if (line[from] === "_" && LETTER.test(before) && LETTER.test(after)) return 0;
  return SPACE.test(after) ? 1 : end - from;
}
