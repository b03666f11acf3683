import { readdirSync, statSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";

const CONFIG_FILE = "qms.config.json";
const DOCUMENTS_FOLDER = "QMS";

/**
 * The root of the project that a folder belongs to: the nearest folder above it, or itself, with a configuration file;
 * else the nearest one with documents.
 */
export function findRoot(from: string): string | undefined {
  const folders = foldersUpFrom(resolve(from));
  return (
    folders.find((folder) => has(folder, CONFIG_FILE, (found) => found.isFile())) ??
    folders.find((folder) => has(folder, DOCUMENTS_FOLDER, (found) => found.isDirectory()))
  );
}

function foldersUpFrom(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)];
}

function has(folder: string, name: string, isRight: (found: Stats) => boolean): boolean {
  try {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    // Where case does not count, a folder of sources called `qms` answers to the name as well.
    return found !== undefined && isRight(found) && isSpelledSo(folder, name);
  } catch {
    // What cannot be looked at is no project that could be worked on.
    return false;
  }
}

function isSpelledSo(folder: string, name: string): boolean {
  if (process.platform === "linux") return true;
  return readdirSync(folder).includes(name);
}
