import * as fs from "node:fs";
import { hasCode } from "../../../files/has-code.ts";

/** What the store asks of the file system; tests put one in its place that fails, or that ends the process. */
export type FileSystem = Pick<
  typeof fs,
  | "closeSync"
  | "fchmodSync"
  | "fstatSync"
  | "fsyncSync"
  | "ftruncateSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readdirSync"
  | "readSync"
  | "realpathSync"
  | "renameSync"
  | "rmdirSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
  | "writeSync"
>;

export const nodeFileSystem: FileSystem = fs;

/** What stands at a path, a link as the link that it is; `undefined` where nothing does. */
export function entryAt(files: FileSystem, path: string): fs.BigIntStats | undefined {
  return orNothing(() => files.lstatSync(path, { bigint: true, throwIfNoEntry: false }));
}

/** What a path leads to, through links. */
export function targetAt(files: FileSystem, path: string): fs.BigIntStats | undefined {
  return orNothing(() => files.statSync(path, { bigint: true, throwIfNoEntry: false }));
}

/** What tells a file from the next one that stands in its place: an inode is given away again at once. */
export function identityOf({ ino, size, mtimeNs }: fs.BigIntStats): string {
  return `${ino} ${size} ${mtimeNs}`;
}

/** Whether two names are names of one file. */
export function isSameFile(one: fs.BigIntStats | undefined, other: fs.BigIntStats): boolean {
  return one !== undefined && one.ino === other.ino && one.dev === other.dev;
}

/** Removes a file, if it is there. */
export function removeFile(files: FileSystem, path: string): void {
  orNothing(() => files.unlinkSync(path));
}

/** The names in a folder; `undefined` where there is none. */
export function namesIn(files: FileSystem, folder: string): string[] | undefined {
  return orNothing(() => files.readdirSync(folder));
}

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** Reads an open file from a position to its end, or to one byte beyond a limit. */
export function readFrom(files: FileSystem, file: number, position: number, limit: number): Buffer {
  const { size } = files.fstatSync(file);
  let bytes = Buffer.allocUnsafe(Math.min(Math.max(size - position, 0), limit) + 1);
  let length = 0;
  for (;;) {
    const read = files.readSync(file, bytes, length, bytes.length - length, position + length);
    length += read;
    if (read === 0 || length > limit) return bytes.subarray(0, length);
    // It grew while it was read.
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
  }
}

/** Writes all of it, however many pieces the system takes it in. */
export function writeWhole(files: FileSystem, file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += files.writeSync(file, bytes, at, bytes.length - at);
}

/**
 * Writes a file that is not there yet, down to the disk; one that could not be finished is not left behind. With the
 * mode of another file it has exactly that, else what is usual for new ones.
 */
export function writeNewFile(files: FileSystem, path: string, bytes: Buffer, mode?: number): void {
  const file = files.openSync(path, "wx", mode ?? 0o666);
  try {
    try {
      if (mode !== undefined) files.fchmodSync(file, mode);
      writeWhole(files, file, bytes);
      files.fsyncSync(file);
    } finally {
      files.closeSync(file);
    }
  } catch (error) {
    removeFile(files, path);
    throw error;
  }
}

/** Makes the names in a folder durable, where the system has a way to. */
export function syncFolder(files: FileSystem, folder: string): void {
  let file: number;
  try {
    file = files.openSync(folder, "r");
  } catch (error) {
    // Windows opens no folders, and keeps names in its own journal; a folder that is gone needs nothing.
    if (hasCode(error, "EISDIR", "EPERM", "EACCES", "ENOENT")) return;
    throw error;
  }
  try {
    files.fsyncSync(file);
  } catch (error) {
    if (!hasCode(error, "EINVAL", "EPERM", "EISDIR", "ENOTSUP", "EBADF")) throw error;
  } finally {
    files.closeSync(file);
  }
}
