import { readdirSync, type Dirent } from "node:fs";
import { hasCode } from "../../files/has-code.ts";

/** What lies in a folder that is one, and no link to another; nothing where it is not there or may not be read. */
function listedFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP")) return [];
    throw error;
  }
}

/** The names in it that are plain files, are of this shape, and can be part of an id. */
export function filesIn(path: string, shape: RegExp): string[] {
  return listedFolder(path).flatMap((entry) =>
    entry.isFile() && shape.test(entry.name) && PLAIN_NAME.test(entry.name) ? [entry.name] : [],
  );
}

/** The names of the folders in it that can be part of an id. */
export function foldersIn(path: string): string[] {
  return listedFolder(path).flatMap((entry) =>
    entry.isDirectory() && PLAIN_FOLDER.test(entry.name) ? [entry.name] : [],
  );
}

/** Without dots: hidden ones are not meant, and a dot ends the name in an id. */
const PLAIN_FOLDER = /^[\w-]{1,80}$/;
const PLAIN_NAME = /^[\w.-]{1,150}$/;
