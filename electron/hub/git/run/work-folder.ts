import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { hasCode } from "../../files/has-code.ts";
import { isPathInside } from "../rules/values.ts";

/** Where a call of git works. */
export interface WorkFolder {
  readonly gitFolder: string;
  readonly workFolder: string;
}

/** The project itself; none where it has no repository of its own: one around it is not the agents'. */
export function projectFolder(root: string): WorkFolder | undefined {
  const gitFolder = join(root, ".git");
  return lstatSync(gitFolder, { throwIfNoEntry: false }) === undefined
    ? undefined
    : { gitFolder, workFolder: root };
}

/**
 * A worktree of the project. Whose it is says the repository, never the worktree's own `.git` file, which its agent may have
 * pointed to a repository with a configuration of its making.
 */
export function worktreeFolder(root: string, path: string): WorkFolder | undefined {
  if (!isPathInside(path) || !isRealFolder(root, path) || !existsSync(join(root, path))) return undefined;
  const workFolder = join(root, path);
  const wanted = realpathSync(workFolder);
  const gitFolder = gitFoldersOfWorktrees(root).find((folder) => folderOf(folder) === wanted);
  return gitFolder === undefined ? undefined : { gitFolder, workFolder };
}

/** The worktrees that lie in the project, with `/`. */
export function worktreesInside(root: string): readonly string[] {
  const from = realpathSync(root);
  return gitFoldersOfWorktrees(root)
    .map(folderOf)
    .filter((folder) => folder !== undefined)
    .map((folder) => relative(from, folder))
    .filter((path) => path !== "" && !path.startsWith("..") && !isAbsolute(path))
    .map((path) => path.replaceAll(sep, "/"));
}

function gitFoldersOfWorktrees(root: string): readonly string[] {
  const folders = join(root, ".git", "worktrees");
  return namesIn(folders).map((name) => join(folders, name));
}

/** Whether a path of the project leads there without a link on its way; where it ends, nothing need be yet. */
export function isRealFolder(root: string, path: string): boolean {
  let folder = root;
  for (const part of path.split("/")) {
    folder = join(folder, part);
    const info = lstatSync(folder, { throwIfNoEntry: false });
    if (info === undefined) return true;
    if (!info.isDirectory()) return false;
  }
  return true;
}

function folderOf(gitFolder: string): string | undefined {
  try {
    const file = readFileSync(join(gitFolder, "gitdir"), "utf8").trim();
    return realpathSync(join(file, ".."));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
