import { readdir, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { hasCode } from "../../../files/has-code.ts";

/** Git's own, what is hidden as a whole, and packages of others: no person puts secrets there. */
const SKIPPED = new Set([".git", ".quorum", "node_modules"]);
/** Each agent sees its own of these alone. */
const USERS = ".claude/users";
/** Beyond this a project is larger than any that was seen, and its container would wait for long. */
const MAX_FOLDERS = 50_000;
const AT_ONCE = 32;

const ENVIRONMENT_FILE = /^\.env(?:rc|\..+)?$/i;
/** They show what such a file is to look like, and are there to be seen. */
const EXAMPLE = /\.(?:example|sample|template|dist|defaults)$/i;

/** Whether a file of this name holds secrets by custom. */
export function isEnvironmentFile(name: string): boolean {
  return ENVIRONMENT_FILE.test(name) && !EXAMPLE.test(name);
}

/** The files of a project that hold secrets by custom. */
export interface EnvironmentFiles {
  /** Paths in the project, with `/`. */
  readonly files: readonly string[];
  /** The first folder that was not looked into, where there were too many. */
  readonly cutAt?: string;
}

/** Finds the files that hold secrets by custom, from the top of the project down. */
export async function environmentFiles(root: string, mostFolders = MAX_FOLDERS): Promise<EnvironmentFiles> {
  const found: string[] = [];
  let folders = [""];
  let seen = 0;
  while (folders.length > 0 && seen < mostFolders) {
    const now = folders.slice(0, AT_ONCE);
    seen += now.length;
    const listed = await Promise.all(now.map((folder) => listFolder(root, folder)));
    folders = [...folders.slice(AT_ONCE), ...listed.flatMap(({ folders: inner }) => inner)];
    found.push(...listed.flatMap(({ files }) => files));
  }
  const [cutAt] = folders;
  return { files: [...new Set(found)].toSorted(), ...(cutAt === undefined ? {} : { cutAt }) };
}

/** The same of some folders alone, and not of what lies in them. */
export async function environmentFilesIn(
  root: string,
  folders: readonly string[],
): Promise<readonly string[]> {
  const listed = await Promise.all(folders.map((folder) => listFolder(root, folder)));
  return listed.flatMap(({ files }) => files);
}

interface Listed {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

async function listFolder(root: string, folder: string): Promise<Listed> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    // Gone meanwhile, or not ours to read; then it is not the agent's either.
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
    throw error;
  });
  const pathOf = (name: string): string => (folder === "" ? name : `${folder}/${name}`);
  const named = entries.filter(({ name }) => isEnvironmentFile(name));
  const files = await Promise.all(
    named.map(async (entry) => {
      const path = pathOf(entry.name);
      if (entry.isFile()) return path;
      return entry.isSymbolicLink() ? insideProject(root, path) : undefined;
    }),
  );
  return {
    folders: entries
      .filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name) && pathOf(entry.name) !== USERS)
      .map(({ name }) => pathOf(name)),
    files: files.filter((path) => path !== undefined),
  };
}

/** Where a path in the project leads, if that is in the project: what lies elsewhere no container sees. */
export async function insideProject(root: string, path: string): Promise<string | undefined> {
  const target = await realpath(join(root, path)).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ELOOP", "EACCES", "EPERM", "ENOTDIR")) return undefined;
    throw error;
  });
  const inside = target === undefined ? ".." : relative(root, target);
  const isOutside = inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? undefined : inside.split(sep).join("/");
}
