import { statSync } from "node:fs";
import { delimiter, isAbsolute, join, relative } from "node:path";

/**
 * The folders of a search path in which a program may be looked for. Windows would look into the folder it works in first,
 * and an entry that is not absolute means that folder too: a `git` that lies in the project must never be run.
 */
export function trustedPath(path: string, root: string): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder) && isOutside(root, folder));
}

/** Where git is, if it is on the path. */
export function findGit(folders: readonly string[]): string | undefined {
  const name = process.platform === "win32" ? "git.exe" : "git";
  return folders.map((folder) => join(folder, name)).find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isOutside(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way.startsWith("..") || isAbsolute(way);
}
