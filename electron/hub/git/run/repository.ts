import { HubError } from "../../../../shared/contract/errors.ts";
import { cleanEnvironment, type GitIdentity } from "./clean-environment.ts";
import { findGit } from "./find-git.ts";
import { runGit, type GitResult } from "./git-process.ts";
import { overridingOptions } from "./overridden-config.ts";
import { pathsOf } from "./pathspecs.ts";
import type { PersonConfig } from "./person-config.ts";
import type { WorkFolder } from "./work-folder.ts";

/** The index of a large project: a hundred thousand files of a hundred characters. */
const MOST_LIST_BYTES = 32_000_000;

/** What an agent gets. */
export interface GitAnswer {
  /** Absent where git was ended early. */
  readonly code?: number;
  readonly output: string;
  readonly errors: string;
  /** What the agent has to know besides: that something was cut, left out, or ended. */
  readonly notes: readonly string[];
}

/** A repository whose configuration was made harmless for one call. */
export interface Repository extends WorkFolder {
  /** Whether it works in the project itself, and not in a worktree of it. */
  readonly isProject: boolean;
  /** Paths in the project whose content is not to be had. */
  readonly hidden: readonly string[];
  read(argv: readonly string[], mostBytes?: number): Promise<GitResult>;
  answer(argv: readonly string[]): Promise<GitAnswer>;
}

/** What a call needs of a repository, and how it may work there. */
export interface RepositoryOptions {
  readonly folder: WorkFolder;
  readonly isProject: boolean;
  readonly hidden: readonly string[];
  readonly identity: GitIdentity;
  /** The folders of the search path. */
  readonly path: readonly string[];
  /** How remotes may be reached, for a call that reaches one. */
  readonly protocols: readonly string[] | undefined;
  readonly isReading: boolean;
  readonly timeoutMs: number;
  readonly mostOutputBytes: number;
  readonly signal: AbortSignal;
  readonly personConfig: (program: string) => Promise<PersonConfig>;
}

/** Opens a repository for one call, with nothing of its configuration that runs a program. */
export async function openRepository(options: RepositoryOptions): Promise<Repository> {
  const { folder, identity, path, protocols, isReading, timeoutMs, mostOutputBytes, signal } = options;
  const program = findGit(path);
  if (program === undefined) throw new HubError("unavailable", "There is no git on this machine's path.");
  const environment = cleanEnvironment({ identity, ...folder, path, protocols: protocols ?? [], isReading });
  const base = { program, folder: folder.workFolder, environment, timeoutMs, signal };
  const config = ["config", "--list", "--name-only", "-z", "--includes"];
  const listed = await runGit({ ...base, argv: config, mostBytes: MOST_LIST_BYTES });
  // Never go on with a part of it: what stands in the rest would not be overridden.
  if (listed.end.kind !== "exited") throw new HubError("unavailable", `Git was ended: ${listed.end.kind}.`);
  if (listed.end.code !== 0 || listed.leftOutBytes > 0)
    throw new HubError("unavailable", "The repository's configuration cannot be read.");
  const reachesRemote = protocols !== undefined;
  const overrides = overridingOptions(pathsOf(listed.output), {
    isReading,
    reachesRemote,
  });
  if (typeof overrides === "string") throw new HubError("unavailable", overrides);
  const person = await options.personConfig(program);
  const carried = [
    ...person.files,
    ...(isReading ? [] : person.filters),
    ...(reachesRemote ? person.remotes : []),
  ];
  const read = (argv: readonly string[], mostBytes = mostOutputBytes): Promise<GitResult> =>
    runGit({ ...base, argv: ["--no-pager", ...overrides, ...carried, ...argv], mostBytes });
  const { isProject, hidden } = options;
  return { ...folder, isProject, hidden, read, answer: async (argv) => answerOf(await read(argv)) };
}

/** The paths that git lists for this, whole or not at all; nothing where git fails at it. */
export async function listPaths(
  repository: Repository,
  argv: readonly string[],
): Promise<readonly string[] | undefined> {
  const { end, output, leftOutBytes } = await repository.read(argv, MOST_LIST_BYTES);
  if (end.kind !== "exited") throw new HubError("unavailable", `Git was ended: ${end.kind}.`);
  if (leftOutBytes > 0) throw new HubError("unavailable", "The project has too many files for this tool.");
  return end.code === 0 ? pathsOf(output) : undefined;
}

/** An answer that git was not needed for. */
export function problem(sentence: string): GitAnswer {
  return { code: 1, output: "", errors: `${sentence}\n`, notes: [] };
}

/** What an agent gets of what git said. */
export function answerOf({ end, output, errors, leftOutBytes }: GitResult): GitAnswer {
  const notes: string[] = [];
  if (leftOutBytes > 0)
    notes.push(`The output is cut: ${leftOutBytes} more bytes are left out. Ask for less at once.`);
  if (end.kind === "timed out") notes.push("Git took too long and was ended.");
  if (end.kind === "cancelled") notes.push("The call was cancelled and git was ended.");
  return { ...(end.kind === "exited" ? { code: end.code } : {}), output, errors, notes };
}
