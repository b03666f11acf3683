import { readdir, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { hasCode } from "../../../files/has-code.ts";

/** Folders in which nothing of a person lies, or nothing that is not hidden as a whole. */
const SKIPPED = new Set([".git", ".quorum", "node_modules", ".venv", "target", "dist"]);
/** Beyond this a project is larger than any that was seen; what lies deeper is not looked at. */
const MAX_FOLDERS = 20_000;
const AT_ONCE = 32;

const ENVIRONMENT_FILE = /^\.env(?:rc|\..+)?$/i;
/** They show what such a file is to look like, and are there to be seen. */
const EXAMPLE = /\.(?:example|sample|template|dist|defaults)$/i;

/** The files of a project that hold secrets by custom, as paths in it with `/`. */
export async function environmentFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = [""];
  for (let seen = 0; folders.length > 0 && seen < MAX_FOLDERS; seen += AT_ONCE) {
    const listed = await Promise.all(folders.slice(0, AT_ONCE).map((folder) => listFolder(root, folder)));
    folders = [...folders.slice(AT_ONCE), ...listed.flatMap(({ folders: inner }) => inner)];
    found.push(...listed.flatMap(({ files }) => files));
  }
  return [...new Set(found)].toSorted();
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
  const named = entries.filter(({ name }) => ENVIRONMENT_FILE.test(name) && !EXAMPLE.test(name));
  const files = await Promise.all(
    named.map(async (entry) => {
      const path = pathOf(entry.name);
      if (entry.isFile()) return path;
      return entry.isSymbolicLink() ? insideProject(root, path) : undefined;
    }),
  );
  return {
    folders: entries
      .filter(
        (entry) => entry.isDirectory() && !SKIPPED.has(entry.name) && pathOf(entry.name) !== ".claude/users",
      )
      .map(({ name }) => pathOf(name)),
    files: files.filter((path) => path !== undefined),
  };
}

/** Where a link in the project leads, if that is in the project: what lies elsewhere no container sees. */
async function insideProject(root: string, path: string): Promise<string | undefined> {
  const target = await realpath(join(root, path)).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ELOOP", "EACCES", "EPERM", "ENOTDIR")) return undefined;
    throw error;
  });
  const inside = target === undefined ? ".." : relative(root, target);
  return inside.startsWith("..") ? undefined : inside.split(sep).join("/");
}
