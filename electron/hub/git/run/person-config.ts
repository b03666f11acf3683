import { homedir } from "node:os";
import { runGit } from "./git-process.ts";
import { pathsOf } from "./pathspecs.ts";

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1_000_000;

/** How this machine's files are to be read and written: without it every file would seem to be changed on Windows. */
const FILES = new Set(["core.autocrlf", "core.eol", "core.longpaths"]);
/** The way out, and the keys of the person: an agent that may push does so for them. */
const REMOTES =
  /^(?:credential\.(?:.+\.)?(?:helper|username|usehttppath)|http\.(?:.+\.)?(?:proxy|sslcainfo|sslbackend)|url\..+\.(?:push)?insteadof)$/;

/** What the person's own configuration says, as options for git. */
export interface PersonConfig {
  readonly files: readonly string[];
  /** Only for what stores files. */
  readonly filters: readonly string[];
  /** Only for what reaches a remote. */
  readonly remotes: readonly string[];
}

/** Has git list the machine's configuration, and then the person's; it fails where there is none. */
export const LIST_PERSON_CONFIG: readonly (readonly string[])[] = [
  ["config", "--system", "--list", "-z", "--includes"],
  ["config", "--global", "--list", "-z", "--includes"],
];

/** The environment for that: what steers git elsewhere does not count. */
export function personEnvironment(
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inherited).flatMap(([name, value]) =>
      value === undefined || /^GIT_/i.test(name) ? [] : [[name, value]],
    ),
  );
}

/** The few things that git needs of what it listed. */
export function personConfigIn(listed: readonly string[]): PersonConfig {
  const settings = listed.flatMap(pathsOf).flatMap((entry): [string, string][] => {
    const at = entry.indexOf("\n");
    return at === -1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
  const optionsOf = (wanted: (key: string) => boolean): readonly string[] =>
    settings.filter(([key]) => wanted(key)).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  // What a filter of the person's would have changed is never stored as it is: then git has to fail.
  const filters = [...new Set(settings.flatMap(([key]) => /^filter\.([^=]+)\.[a-z]+$/.exec(key)?.[1] ?? []))];
  return {
    files: optionsOf((key) => FILES.has(key)),
    filters: filters.flatMap((name) => ["-c", `filter.${name}.required=true`]),
    remotes: optionsOf((key) => REMOTES.test(key) && !key.includes("=")),
  };
}

/**
 * Reads the few things that git needs of the person's and the machine's own configuration. Agents in containers cannot write
 * them, and others are the person.
 */
export async function readPersonConfig(
  program: string,
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Promise<PersonConfig> {
  const { signal } = new AbortController();
  // Not in the project: nothing of it counts here.
  const base = { program, folder: homedir(), environment: personEnvironment(inherited), signal };
  const listed = await Promise.all(
    LIST_PERSON_CONFIG.map((argv) => runGit({ ...base, argv, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS })),
  );
  return personConfigIn(
    listed.flatMap(({ end, output, leftOutBytes }) =>
      end.kind === "exited" && end.code === 0 && leftOutBytes === 0 ? output : [],
    ),
  );
}
