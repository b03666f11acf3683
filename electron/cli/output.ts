/** A line for the person or the program that reads what a command says. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line about what went wrong. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Whether what is said may stand out with escape sequences: a person reads it, who has not asked for plain text. */
export function isStyled(): boolean {
  return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}
