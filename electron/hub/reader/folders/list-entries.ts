import { lstatSync, opendirSync, readdirSync, statSync, type Stats } from "node:fs";
import type { FollowedFolder } from "./followed-folder.ts";
import type { FileStamp } from "./folder-kind.ts";
import { stampOf } from "./read-head.ts";

/** Folders of this size are listed piece by piece; for smaller ones one go is faster. */
const LARGE_FOLDER = 500;
const LISTED_AT_ONCE = 256;

/** The names in a folder. */
export function entriesOf(folder: FollowedFolder): Iterable<string> {
  return folder.files.size < LARGE_FOLDER ? readdirSync(folder.absolute) : namesInPieces(folder.absolute);
}

function* namesInPieces(absolute: string): Generator<string, void, void> {
  const directory = opendirSync(absolute, { bufferSize: LISTED_AT_ONCE });
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) yield entry.name;
  } finally {
    directory.closeSync();
  }
}

/** The state of an entry itself, also where it is a link; nothing where there is none. */
export function statsOf(absolute: string): Stats | undefined {
  return lstatSync(absolute, { throwIfNoEntry: false });
}

/** The state of a followed folder: links to it were found to stay within the project. */
export function folderStampOf(absolute: string): FileStamp | undefined {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  return stats?.isDirectory() === true ? stampOf(stats) : undefined;
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
