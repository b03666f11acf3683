import type { FollowedFolder } from "./followed-folder.ts";
import { folderStampOf, isSystemError, statsOf } from "./list-entries.ts";
import type { SlicedWork } from "./slices.ts";

/** Numbers that are kept of a file: its time, its size, its inode. */
export const NUMBERS_PER_FILE = 3;
/** The time of what has to be looked at in any case: nothing has it. */
const NEVER = -1;
const STRIDE = 32;

/** What is kept of a folder for the next start. */
export interface SavedFolder {
  readonly path: string;
  readonly mtimeMs: number;
  readonly inode: number;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** All followed folders; the files' numbers and contents stand in the order of the folders and of the names in them. */
export interface SavedFolders {
  readonly folders: readonly SavedFolder[];
  readonly numbers: Float64Array;
  readonly contents: readonly unknown[];
  /** Whether all of it can be believed as long as the disk has the same. */
  readonly isWhole: boolean;
}

/** What is not any more as it was saved. */
export interface Suspects {
  readonly folders: ReadonlySet<string>;
  readonly files: readonly { readonly folder: string; readonly name: string }[];
}

/**
 * Puts together what is kept of folders. What may have changed again within the same tick of the file system's clock is
 * kept without its time: otherwise it would be believed for ever. It is kept all the same, since it has been told.
 */
export function* saveFolders(all: Iterable<FollowedFolder>): SlicedWork<SavedFolders> {
  const folders: SavedFolder[] = [];
  const numbers: number[] = [];
  const contents: unknown[] = [];
  let isAllWhole = true;
  for (const { path, stamp, isSettled, files, folders: inner } of all) {
    if (stamp === undefined) continue;
    for (const file of files.values()) {
      isAllWhole &&= file.isSettled;
      numbers.push(file.isSettled ? file.stamp.mtimeMs : NEVER, file.stamp.size, file.stamp.inode);
      contents.push(file.content);
    }
    // A folder in it that could not be listed is not kept, and has to be found again.
    const listed = [...inner.values()].filter((one) => one.stamp !== undefined).map(({ name }) => name);
    const isWhole = isSettled && listed.length === inner.size;
    isAllWhole &&= isWhole;
    const mtimeMs = isWhole ? stamp.mtimeMs : NEVER;
    folders.push({ path, mtimeMs, inode: stamp.inode, files: [...files.keys()], folders: listed });
    yield;
  }
  return { folders, numbers: Float64Array.from(numbers), contents, isWhole: isAllWhole };
}

/** Looks at every saved folder and file, and says which are not as they were. Nothing is read, and nothing kept. */
export function* findSuspects(
  root: string,
  { folders, numbers }: Pick<SavedFolders, "folders" | "numbers">,
): SlicedWork<Suspects> {
  const suspects = { folders: new Set<string>(), files: [] as { folder: string; name: string }[] };
  let place = 0;
  let count = 0;
  for (const folder of folders) {
    const absolute = folder.path === "" ? root : `${root}/${folder.path}`;
    const stamp = unlessRefused(() => folderStampOf(absolute));
    if (stamp?.mtimeMs !== folder.mtimeMs || stamp.inode !== folder.inode) suspects.folders.add(folder.path);
    for (const name of folder.files) {
      const stats = unlessRefused(() => statsOf(`${absolute}/${name}`));
      const isSame =
        stats !== undefined &&
        stats.mtimeMs === numbers[place] &&
        stats.size === numbers[place + 1] &&
        stats.ino === numbers[place + 2];
      if (!isSame || !stats.isFile()) suspects.files.push({ folder: folder.path, name });
      place += NUMBERS_PER_FILE;
      count += 1;
      if (count % STRIDE === 0) yield;
    }
    if (folder.files.length === 0) yield;
  }
  return suspects;
}

/** What the system says of something; nothing where it does not. What it refuses is looked at more closely afterwards. */
function unlessRefused<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}
