import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode } from "../files/has-code.ts";
import { isPrivate } from "../files/is-private.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { SavedFolder } from "./folders/saved-folders.ts";

/** Goes up whenever something else is made of the same files: an index of another version is not used. */
const VERSION = 1;

/**
 * Reads what the last run kept; nothing where there is none that can be believed. Its checksum tells a damaged one, and
 * its file's rights one that came with the project and that we never wrote.
 */
export async function loadIndex(file: string, root: string): Promise<Map<string, SavedFolder> | undefined> {
  if (!(await isPrivate(file))) return undefined;
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "EACCES", "EPERM", "EISDIR", "EIO")) return "";
    throw error;
  });
  const end = text.indexOf("\n");
  const content = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== headOf(content, root)) return undefined;
  // The checksum says that it is what we wrote.
  const folders = JSON.parse(content) as readonly SavedFolder[];
  return new Map(folders.map((folder) => [folder.path, folder]));
}

export async function saveIndex(file: string, root: string, folders: readonly SavedFolder[]): Promise<void> {
  const content = JSON.stringify(folders);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeAtomically(file, `${headOf(content, root)}\n${content}`);
}

function headOf(content: string, root: string): string {
  const checksum = createHash("sha1").update(root).update("\0").update(content).digest("hex");
  return `quorum reader ${VERSION} ${checksum}`;
}
