/** Which stream of the command the text of a refusal belongs on. */
export type RefusalStream = "stdout" | "stderr";

export interface RefusalOptions {
  readonly stream?: RefusalStream;
  /** What stands on standard output besides, where the text itself goes to standard error. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An operation that was refused and changed nothing. Its text is what the command prints; its message, the first line of
 * it without the word "Error", is for a person who reads it elsewhere.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly text: string;
  readonly stream: RefusalStream;
  readonly hint: string | undefined;

  constructor(text: string, { stream = "stdout", hint, cause }: RefusalOptions = {}) {
    super(sentenceOf(text), { cause });
    this.text = text;
    this.stream = stream;
    this.hint = hint;
  }
}

/** A refusal of several lines, which the command sets apart by empty lines. */
export function refusalBlock(...lines: readonly string[]): Refusal {
  return new Refusal(`\n${lines.join("\n")}\n`);
}

function sentenceOf(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines[0] ?? text).replace(/^error: /i, "");
}
