import type { FileStamp } from "./folder-kind.ts";
import type { FollowedFolder } from "./followed-folder.ts";

/** A file in the saved index: its name, its stamp, and what was made of it. */
export type SavedFile = readonly [
  name: string,
  mtimeMs: number,
  size: number,
  inode: number,
  content: unknown,
];

/** A folder in the saved index. */
export interface SavedFolder {
  readonly path: string;
  readonly stamp: FileStamp;
  readonly folders: readonly string[];
  readonly files: readonly SavedFile[];
}

/**
 * What is kept of a folder for the next start. Nothing is kept that may have changed again within the same tick of the
 * file system's clock: that would be believed for ever.
 */
export function savedFolder(folder: FollowedFolder): SavedFolder | undefined {
  const { path, stamp } = folder;
  if (stamp === undefined) return undefined;
  const files: SavedFile[] = [];
  for (const { name, stamp: own, content, isSettled } of folder.files.values()) {
    if (isSettled) files.push([name, own.mtimeMs, own.size, own.inode, content]);
  }
  // A time that no folder has: it will be listed anew.
  const isWhole = folder.isSettled && files.length === folder.files.size;
  return {
    path,
    stamp: isWhole ? stamp : { ...stamp, mtimeMs: -1 },
    folders: [...folder.folders.keys()],
    files,
  };
}
