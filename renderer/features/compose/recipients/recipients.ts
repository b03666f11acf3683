/** What stands for all agents. */
export const EVERYONE = "everyone";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;

export interface ParsedRecipients {
  readonly to: readonly string[];
  /** What is no name yet, and stays in the field. */
  readonly rest: string;
}

/**
 * Takes the names out of what was typed or pasted: what commas, semicolons or spaces end. `isEnd` says that the last one
 * is finished as well. `everyone` becomes the names of all.
 */
export function parseRecipients(
  typed: string,
  {
    chosen,
    everyone,
    isEnd,
  }: {
    readonly chosen: readonly string[];
    readonly everyone: readonly string[];
    readonly isEnd: boolean;
  },
): ParsedRecipients {
  const parts = typed.split(/[\s,;]+/);
  const last = isEnd ? "" : (parts.pop() ?? "");
  const names = parts.map((part) => part.replace(/^@/, "")).filter((part) => part !== "");
  const found = names.flatMap((name) =>
    name.toLowerCase() === EVERYONE ? everyone : NAME.test(name) ? [name] : [],
  );
  const odd = names.filter((name) => name.toLowerCase() !== EVERYONE && !NAME.test(name));
  return { to: [...new Set([...chosen, ...found])], rest: [...odd, last].join(" ").trim() };
}

/** Whom the letters that were typed may mean: those whose name begins so, then those in whose name they stand. */
export function completionsOf(
  typed: string,
  { chosen, known }: { readonly chosen: readonly string[]; readonly known: readonly string[] },
): readonly string[] {
  const letters = typed.trim().replace(/^@/, "").toLowerCase();
  const left = known.filter((name) => !chosen.includes(name));
  const offered = left.length > 1 ? [...left, EVERYONE] : left;
  const begin = offered.filter((name) => name.toLowerCase().startsWith(letters));
  const within = offered.filter((name) => !begin.includes(name) && name.toLowerCase().includes(letters));
  return [...begin, ...within];
}
