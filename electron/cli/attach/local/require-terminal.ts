import { CommandError, EXIT } from "../../command-error.ts";

/** Throws where a command that needs a terminal has none. */
export function requireTerminal(command: string): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return;
  throw new CommandError(`\`${command}\` needs a terminal: its input and output are redirected.`, EXIT.usage);
}
