import { CommandError, EXIT } from "../command-error.ts";

/** The key that leaves an attached terminal, as its name and as the byte that a terminal sends for it. */
export interface DetachKey {
  readonly name: string;
  readonly byte: number;
}

export const DEFAULT_DETACH_KEY = "ctrl-]";

/** Keys that are typed for what they are: Backspace, Tab, Enter (twice) and Escape. */
const NEEDED_FOR_TYPING = new Set(["h", "i", "j", "m", "["]);

/** Reads the name of a control key: `ctrl-]`, `Ctrl+]`, `C-]` or `^]`. */
export function parseDetachKey(text: string): DetachKey {
  const letter = /^(?:ctrl[-+]|c-|\^)([a-z@[\\\]^_])$/i.exec(text)?.[1]?.toLowerCase();
  if (letter === undefined) {
    throw new CommandError(
      `${JSON.stringify(text)} is not a detach key: take Ctrl and a letter or one of @ \\ ] ^ _, like ${DEFAULT_DETACH_KEY}.`,
      EXIT.usage,
    );
  }
  if (NEEDED_FOR_TYPING.has(letter)) {
    throw new CommandError(
      `Ctrl+${letter.toUpperCase()} is needed for typing (terminals send it for Backspace, Tab, Enter or Escape): take another key.`,
      EXIT.usage,
    );
  }
  return { name: `Ctrl+${letter.toUpperCase()}`, byte: letter.toUpperCase().charCodeAt(0) & 0x1f };
}
