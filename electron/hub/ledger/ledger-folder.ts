import * as fs from "node:fs/promises";
import { constants } from "node:fs";
import { join } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";

/** What the ledger asks of the file system; tests put one in its place that fails, or that ends the process. */
export type FileSystem = Pick<typeof fs, "lstat" | "mkdir" | "open" | "readdir" | "rename" | "unlink">;

export const nodeFileSystem: FileSystem = fs;

/** A project's data may come from anywhere: nothing is written through a link that lies in it. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
export const READ = constants.O_RDONLY | NO_FOLLOW;
/** Not for appending: a file that is open so cannot be shortened on Windows. */
export const WRITE = constants.O_RDWR | NO_FOLLOW;
export const WRITE_OR_CREATE = WRITE | constants.O_CREAT;
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_FOLLOW;

/** Its user's alone: it says who wrote to whom. */
export const FILE_MODE = 0o600;

const FILE_NAME = /^(\d{6,9})\.jsonl$/;
export const HEAD_NAME = "head";
/** A file that is being made; it counts once it has lost this. */
const UNFINISHED = ".new";

/** Where a project's ledger lies. */
export function ledgerFolder(dataFolder: string): string {
  return join(dataFolder, "ledger");
}

export function fileName(number: number): string {
  return `${String(number).padStart(6, "0")}.jsonl`;
}

/** The numbers of the ledger's files, the oldest first; none where there is no ledger. */
export async function fileNumbers(files: FileSystem, folder: string): Promise<number[]> {
  const names = await files.readdir(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const number = Number(FILE_NAME.exec(name)?.[1]);
      return Number.isSafeInteger(number) && fileName(number) === name ? [number] : [];
    })
    .toSorted((one, other) => one - other);
}

/** Makes the folder, or says why it is not one that may be written to. */
export async function makeLedgerFolder(files: FileSystem, folder: string): Promise<void> {
  await files.mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await files.lstat(folder)).isDirectory()) return;
  throw new HubError("denied", `${folder} is a link. Remove it, and open the project again.`);
}

/** Makes a new file of the ledger, whole or not at all. */
export async function writeWholeFile(
  files: FileSystem,
  folder: string,
  name: string,
  pieces: Iterable<string | Buffer>,
): Promise<number> {
  const unfinished = join(folder, `${name}${UNFINISHED}`);
  const handle = await files.open(unfinished, NEW_FILE, FILE_MODE);
  let bytes = 0;
  try {
    for (const piece of pieces) {
      const buffer = typeof piece === "string" ? Buffer.from(piece) : piece;
      await writeWhole(handle, buffer, bytes);
      bytes += buffer.length;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await files.rename(unfinished, join(folder, name));
  await syncFolder(files, folder);
  return bytes;
}

/** Removes what a crash left of files that were being made; all that is in them is elsewhere as well. */
export async function removeUnfinished(files: FileSystem, folder: string): Promise<void> {
  for (const name of await files.readdir(folder))
    if (name.endsWith(UNFINISHED)) await files.unlink(join(folder, name));
}

/** Writes all of it, however many pieces the system takes it in. */
export async function writeWhole(
  handle: Pick<fs.FileHandle, "write">,
  bytes: Buffer,
  position: number,
): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** Removes a file, if it is there. */
export async function removeFile(files: FileSystem, path: string): Promise<void> {
  await files.unlink(path).catch((error: unknown) => {
    if (!hasCode(error, "ENOENT")) throw error;
  });
}

/** Makes the names in a folder durable, where the system has a way to. */
export async function syncFolder(files: FileSystem, folder: string): Promise<void> {
  // Windows opens no folders, and keeps names in its own journal.
  const handle = await files.open(folder, "r").catch((error: unknown) => {
    if (hasCode(error, "EISDIR", "EPERM", "EACCES")) return undefined;
    throw error;
  });
  if (handle === undefined) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, "EINVAL", "EPERM", "EISDIR", "ENOTSUP", "EBADF")) throw error;
  } finally {
    await handle.close();
  }
}
