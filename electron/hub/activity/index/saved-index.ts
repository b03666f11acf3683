import { hash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { hasCode } from "../../files/has-code.ts";
import { objectIn } from "../sources/clean-details.ts";
import type { SavedEntries } from "./entry-index.ts";
import type { SavedFile } from "./followed-file.ts";

/** Raised with every change of what is kept, and of how lines are read. */
const FORMAT = 2;
const FILE = "index";
/** A million entries, and the names of their files. */
const MOST_BYTES = 256 * 1024 * 1024;
const NEW_LINE = 10;
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const WRITE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_FOLLOW;

/** What was read, kept for the next start. */
export interface SavedActivity {
  readonly entries: SavedEntries;
  readonly files: readonly SavedFile[];
}

/** Keeps the index: a line that names things, and the columns behind it. */
export function saveIndex(folder: string, { entries, files }: SavedActivity): void {
  const { columns, ...names } = entries;
  const sum = hash("sha256", columns, "base64url");
  const head = JSON.stringify({ format: FORMAT, sum, ...names, followed: files });
  const handle = openSync(join(folder, `${FILE}.new`), WRITE, 0o600);
  try {
    for (const bytes of [Buffer.from(`${head}\n`), columns])
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(join(folder, `${FILE}.new`), join(folder, FILE));
}

/** What was kept; nothing where there is none, or it is damaged: then all is read anew. */
export function loadIndex(folder: string): SavedActivity | undefined {
  const bytes = readBytes(join(folder, FILE));
  const end = bytes?.indexOf(NEW_LINE) ?? -1;
  if (bytes === undefined || end === -1) return undefined;
  const head = objectIn(bytes.toString("utf8", 0, end));
  const columns = bytes.subarray(end + 1);
  if (head === undefined || head["format"] !== FORMAT) return undefined;
  if (head["sum"] !== hash("sha256", columns, "base64url")) return undefined;
  const { files, agents, documents, followed } = head;
  if (!isNames(files) || !isNames(agents) || !isNames(documents) || !Array.isArray(followed))
    return undefined;
  return { entries: { files, agents, documents, columns }, files: followed.flatMap(savedFile) };
}

function savedFile(value: unknown): SavedFile[] {
  if (!Array.isArray(value)) return [];
  const [name, inode, mtimeMs, end, start, length, sum]: readonly unknown[] = value;
  const isWhole =
    typeof name === "string" &&
    typeof inode === "number" &&
    typeof mtimeMs === "number" &&
    typeof end === "number" &&
    typeof start === "number" &&
    typeof length === "number" &&
    typeof sum === "string";
  return isWhole ? [[name, inode, mtimeMs, end, start, length, sum]] : [];
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function readBytes(path: string): Buffer | undefined {
  try {
    const handle = openSync(path, constants.O_RDONLY | NO_FOLLOW | (constants.O_NONBLOCK ?? 0));
    try {
      const info = fstatSync(handle);
      return info.isFile() && info.size <= MOST_BYTES ? readFileSync(handle) : undefined;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EISDIR", "EACCES", "EPERM", "ENXIO")) return undefined;
    throw error;
  }
}
