import { cleanLine } from "../text/clean-text.ts";
import { answerLines, attributionOf, withoutAnswers, type PlaceholderValues } from "./placeholder-values.ts";
import type { PromptResponse } from "./session-state.ts";

/** The longest answer that is put into a cell or a heading, in code points. */
const CELL_CHARS = 4000;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;

/** A document's text while it grows line by line: template lines go in, with the answers in their places. */
export class CompiledLines {
  readonly #values: PlaceholderValues;
  readonly #lines: string[] = [];
  #fence: { readonly mark: string; readonly open: string; readonly lines: string[] } | undefined;

  constructor(values: PlaceholderValues) {
    this.#values = values;
  }

  /** Adds a piece of the template, in a loop for one of its passes. */
  add(text: string, pass?: number): void {
    const lines = text.split("\n");
    // The rows of a table that a loop fills must follow each other.
    const isRows = pass !== undefined && lines.every((line) => line.trim() === "" || isTableRow(line));
    if (isRows && isTableRow(this.#lines.at(-2) ?? "") && this.#lines.at(-1) === "") this.#lines.pop();
    for (const line of isRows ? lines.filter(isTableRow) : lines) this.#addLine(line, pass);
    // A fence that a piece of the template leaves open ends with it.
    if (this.#fence !== undefined) this.#endFence(this.#fence.mark, pass);
  }

  text(): string {
    while (this.#lines.at(-1) === "") this.#lines.pop();
    while (this.#lines[0] === "") this.#lines.shift();
    return `${this.#lines.join("\n")}\n`;
  }

  #addLine(line: string, pass?: number): void {
    const mark = FENCE.exec(line)?.[1];
    if (this.#fence !== undefined) {
      if (mark?.startsWith(this.#fence.mark) === true && line.trim() === mark) this.#endFence(line, pass);
      else this.#fence.lines.push(line);
    } else if (mark === undefined) this.#addText(line, pass);
    else this.#fence = { mark, open: line, lines: [] };
  }

  #addText(line: string, pass?: number): void {
    if (isTableRow(line)) return this.#push(this.#inOneLine(line, pass, cell));
    if (/^#{1,6}[ \t]/.test(line)) return this.#push(this.#inOneLine(line, pass, (value) => value).trimEnd());
    const answered = this.#values.answered(line, pass);
    const rest = withoutAnswers(line, this.#values, pass).trimEnd();
    if (answered.length === 0) return rest.split("\n").forEach((part) => this.#push(part));
    // What stands beside the answer is its label; a mere bullet is none.
    if (/[^\s*+-]/.test(rest)) this.#push(rest);
    for (const responses of answered) this.#addQuote(responses);
  }

  #inOneLine(line: string, pass: number | undefined, form: (value: string) => string): string {
    return line.replace(/\{\{[^{}\n]*\}\}/g, (placeholder) =>
      form(cleanLine(this.#values.fillIn(placeholder, pass), CELL_CHARS)),
    );
  }

  /** The answer in force as a quotation, below those that it replaced. */
  #addQuote(responses: readonly PromptResponse[]): void {
    this.#push("");
    this.#addReplaced(responses);
    for (const line of answerLines(responses.at(-1)?.value ?? "")) this.#push(`> ${line}`.trimEnd());
    this.#addAttributions(responses);
  }

  #addReplaced(responses: readonly PromptResponse[]): void {
    for (const { value } of responses.slice(0, -1)) {
      for (const line of answerLines(value)) this.#push(line.trim() === "" ? ">" : `> ~~${line.trim()}~~`);
      this.#push(">");
    }
  }

  #addAttributions(responses: readonly PromptResponse[]): void {
    for (const response of responses) {
      this.#push("");
      this.#push(attributionOf(response));
    }
    this.#push("");
  }

  /** A fence shows answers letter by letter: it is made longer than any in them, and left out where there are none. */
  #endFence(close: string, pass?: number): void {
    const { mark, open, lines } = this.#fence ?? { mark: "", open: "", lines: [] };
    this.#fence = undefined;
    const answered = lines.map((line) => this.#values.answered(line, pass)).flat();
    const isForAnswers = lines.some((line) => line.includes("{{"));
    if (isForAnswers && answered.length === 0) return;
    const content = lines.flatMap((line) => answerLinesIn(this.#values.fillIn(line, pass)));
    const sign = mark[0] ?? "`";
    const longest = content.reduce((length, line) => Math.max(length, runAtStart(line, sign)), 0);
    const longer = sign.repeat(Math.max(mark.length, longest + 1));
    if (answered.length > 0) this.#push("");
    for (const responses of answered) {
      if (responses.length < 2) continue;
      this.#addReplaced(responses);
      this.#lines.pop();
      this.#push("");
    }
    this.#lines.push(open.replace(mark, longer), ...content, close.replace(mark, longer));
    for (const responses of answered) this.#addAttributions(responses);
  }

  /** Adds a line; of several empty ones only the first. */
  #push(line: string): void {
    if (line.trim() !== "" || (this.#lines.length > 0 && this.#lines.at(-1) !== ""))
      this.#lines.push(line.trimEnd());
  }
}

function isTableRow(line: string): boolean {
  return /^[ \t]*\|/.test(line);
}

function cell(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("|", "\\|");
}

function answerLinesIn(text: string): readonly string[] {
  return text === "" ? [""] : answerLines(text);
}

/** How many fence signs a line begins with. */
function runAtStart(line: string, sign: string): number {
  const start = line.length - line.trimStart().length;
  let end = start;
  while (line[end] === sign) end += 1;
  return end - start;
}
