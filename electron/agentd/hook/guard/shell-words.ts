/** A piece of a command line: a word, where something is written to, and where a command ends. */
export type ShellPiece =
  | { readonly kind: "word"; readonly text: string }
  /** The next word is a file that is written. */
  | { readonly kind: "into" }
  /** The next word is something that is read. */
  | { readonly kind: "from" }
  | { readonly kind: "end" };

const OPERATORS = /^(?:&>>?|\d{0,2}(?:>>|>\||>&(?!\d|-)|>(?!&)|<<<|<<-?|<>|<|>&[\d-]{0,3}))/;
const ENDS = /^(?:\|\||&&|;;|\|&|[;&|\n(){}`]|\$\()/;

/**
 * The pieces of a command for a POSIX shell. No shell is what this is: it knows quotes, redirections and the text that
 * follows a command, and neither variables nor what a command computes.
 */
export function shellPieces(command: string): ShellPiece[] {
  const pieces: ShellPiece[] = [];
  /** Words that end the text which follows the present line. */
  const texts: string[] = [];
  let word: string | undefined;
  let isTextNext = false;
  const flush = (): void => {
    if (word === undefined) return;
    if (isTextNext) texts.push(word);
    isTextNext = false;
    pieces.push({ kind: "word", text: word });
    word = undefined;
  };
  let at = 0;
  while (at < command.length) {
    const rest = command.slice(at);
    const quoted = quotedText(rest);
    const operator = /^[\d&<>]/.test(rest) ? OPERATORS.exec(rest)?.[0] : undefined;
    const end = ENDS.exec(rest)?.[0];
    if (quoted !== undefined) {
      word = (word ?? "") + quoted.text;
      at += quoted.length;
    } else if (operator !== undefined && (word === undefined || !/^\d/.test(operator))) {
      flush();
      isTextNext = /<<-?$/.test(operator);
      if (!/>&[\d-]*$/.test(operator) || operator.endsWith("&"))
        pieces.push({ kind: operator.includes(">") ? "into" : "from" });
      at += operator.length;
    } else if (end !== undefined && (word === undefined || !/^[{}]$/.test(end))) {
      flush();
      pieces.push({ kind: "end" });
      at += end.length;
      if (end === "\n") at = behindTexts(command, at, texts.splice(0));
    } else if (/^\s/.test(rest)) {
      flush();
      at += 1;
    } else if (rest.startsWith("#") && word === undefined) {
      at += /^[^\n]*/.exec(rest)?.[0].length ?? 1;
    } else {
      word = (word ?? "") + rest.charAt(0);
      at += 1;
    }
  }
  flush();
  return pieces;
}

/** What a quote or a backslash makes of the text behind it. */
function quotedText(rest: string): { readonly text: string; readonly length: number } | undefined {
  const [all, single, double, escaped] =
    /^(?:\$?'([^']*)'|\$?"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S]))/.exec(rest) ?? [];
  if (all === undefined) return undefined;
  const text = single ?? double?.replaceAll(/\\(["\\$`])/g, "$1") ?? (escaped === "\n" ? "" : escaped);
  return { text: text ?? "", length: all.length };
}

/** Where the command goes on behind the texts that follow its line. */
function behindTexts(command: string, from: number, ends: readonly string[]): number {
  let at = from;
  for (const end of ends) {
    for (;;) {
      const next = command.indexOf("\n", at);
      const line = command.slice(at, next === -1 ? undefined : next);
      at = next === -1 ? command.length : next + 1;
      if (line.trim() === end || next === -1) break;
    }
  }
  return at;
}
