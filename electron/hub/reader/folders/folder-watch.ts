import { watch, type FSWatcher } from "node:fs";
import { hasCode } from "../../files/has-code.ts";

/** What a watched folder reports: something about an entry, or nobody knows which. */
export interface FolderHint {
  readonly name: string | undefined;
  /** Whether the entry came or went, and was not merely changed. */
  readonly isRename: boolean;
}

/** Why a folder could not be watched: the system has no watch left for it, or the folder is gone or not ours to read. */
export type WatchRefusal = "limit" | "folder";

/**
 * Watches one folder with the system's own means. Not chokidar: with ten thousand files in a folder it takes a quarter of
 * a second to report a new one, because it lists and examines all of them again; the system knows which one it was.
 */
export function watchFolder(
  path: string,
  onHint: (hint: FolderHint) => void,
  onLost: () => void,
): FSWatcher | WatchRefusal {
  try {
    const watcher = watch(path, (event, name) =>
      onHint({ name: name === null || name === "" ? undefined : name, isRename: event === "rename" }),
    );
    // Some systems report a watched folder's removal as a failure.
    watcher.on("error", onLost);
    return watcher;
  } catch (error) {
    if (hasCode(error, "ENOSPC", "EMFILE", "ENFILE", "ENOMEM")) return "limit";
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "EINVAL")) return "folder";
    throw error;
  }
}
