import type { FSWatcher } from "node:fs";
import type { FileProblem } from "../../../../shared/contract/inbox.ts";
import type { LogFields } from "../../log/logger.ts";
import type { FileProblems } from "./file-problems.ts";
import { watchFolder, type FolderHint } from "./folder-watch.ts";
import type { FollowedFolder } from "./followed-folder.ts";

const LIMIT_PROBLEM: FileProblem = {
  // The folder that needs many of them.
  path: "QMS",
  problem:
    "The system has no watch left for some folders in it, so that changes there show only after some seconds. Raise the limit (on Linux fs.inotify.max_user_watches) and open the project again.",
};

export interface FolderWatchesOptions {
  /** At most so many folders are watched. */
  readonly mostWatches: number;
  readonly problems: FileProblems;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly onHint: (folder: FollowedFolder, hint: FolderHint) => void;
}

/** The system's watches on followed folders. Where it has none left, folders do without. */
export class FolderWatches {
  readonly #options: FolderWatchesOptions;
  readonly #watchers = new Map<FollowedFolder, FSWatcher>();
  #isAtLimit = false;

  constructor(options: FolderWatchesOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#watchers.size;
  }

  has(folder: FollowedFolder): boolean {
    return this.#watchers.has(folder);
  }

  /** Forgets that the system had no watches left: there may be some again. */
  tryAgain(): void {
    this.#isAtLimit = false;
  }

  add(folder: FollowedFolder): void {
    if (this.#isAtLimit || !folder.isOpen || this.#watchers.has(folder)) return;
    const { mostWatches, problems, warn, onHint } = this.#options;
    const onLost = (): void => {
      this.remove(folder);
      onHint(folder, { name: folder.name, isRename: true });
    };
    const watcher =
      this.#watchers.size >= mostWatches
        ? "limit"
        : watchFolder(folder.absolute, (hint) => onHint(folder, hint), onLost);
    if (watcher === "folder") return;
    if (watcher !== "limit") {
      this.#watchers.set(folder, watcher);
      problems.setGeneral(undefined);
      return;
    }
    this.#isAtLimit = true;
    problems.setGeneral(LIMIT_PROBLEM);
    warn("no more folders can be watched", { watched: this.#watchers.size });
  }

  remove(folder: FollowedFolder): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
