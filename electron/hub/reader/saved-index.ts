import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { hasCode } from "../files/has-code.ts";
import { isPrivate } from "../files/is-private.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { SavedFolder, SavedFolders } from "./folders/saved-folders.ts";

/** Goes up whenever something else is made of the same files: an index of another version is not used. */
const VERSION = 2;
/** The head is padded to this, so that the numbers behind it lie where a processor can read them. */
const HEAD_BYTES = 64;

/** What one run keeps for the next. */
export interface SavedIndex {
  readonly folders: SavedFolders["folders"];
  readonly numbers: Float64Array;
  /** What was made of the files; it takes a while to unpack, and is not needed at once. */
  contents(): SavedFolders["contents"];
  /** All that was to tell when it was saved, ready to be told again. */
  readonly batches: readonly string[];
}

/**
 * Reads what the last run kept; nothing where there is none that can be believed. Its checksum tells a damaged one, and
 * its file's rights one that came with the project and that we never wrote.
 */
export async function loadIndex(file: string, root: string): Promise<SavedIndex | undefined> {
  if (!(await isPrivate(file))) return undefined;
  const bytes = readOrNothing(file);
  const rest = bytes.subarray(HEAD_BYTES);
  const numbersLength = Number(/ (\d+) \d+\s*$/.exec(bytes.toString("latin1", 0, HEAD_BYTES))?.[1]);
  if (bytes.toString("latin1", 0, HEAD_BYTES) !== headOf(rest, numbersLength)) return undefined;
  const numbers = new Float64Array(bytes.buffer.slice(rest.byteOffset, rest.byteOffset + numbersLength));
  const [ownRoot, folders, contents, ...batches] = rest.toString("utf8", numbersLength).split("\n");
  if (ownRoot !== JSON.stringify(root)) return undefined;
  return {
    // The checksum says that they are what we wrote.
    folders: JSON.parse(folders ?? "[]") as readonly SavedFolder[],
    numbers,
    contents: () => JSON.parse(contents ?? "[]") as readonly unknown[],
    batches,
  };
}

/** In one go: nothing else is to be done in this thread before. */
function readOrNothing(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES", "EPERM", "EISDIR", "EIO")) return Buffer.alloc(0);
    throw error;
  }
}

export async function saveIndex(
  file: string,
  root: string,
  { folders, numbers, contents }: Omit<SavedFolders, "isWhole">,
  batches: readonly string[],
): Promise<void> {
  const lines = [JSON.stringify(root), JSON.stringify(folders), JSON.stringify(contents), ...batches];
  const rest = Buffer.concat([
    Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    Buffer.from(lines.join("\n")),
  ]);
  const head = Buffer.from(headOf(rest, numbers.byteLength), "latin1");
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeAtomically(file, Buffer.concat([head, rest]));
}

function headOf(rest: Buffer, numbersLength: number): string {
  return `quorum reader ${VERSION} ${numbersLength} ${crc32(rest)}`.padEnd(HEAD_BYTES);
}
