/** What the shell is told when a command did not do what was asked. */
export const EXIT = { failed: 1, usage: 2, noHub: 3 } as const;

/** An expected failure of a command: one sentence for the person, and the code to leave with. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** There is no hub to talk to, or there no longer is. */
export class NoHubError extends CommandError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, EXIT.noHub, options);
  }
}
