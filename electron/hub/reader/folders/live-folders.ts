import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import type { LogFields } from "../../log/logger.ts";
import type { FileProblems } from "./file-problems.ts";
import type { FolderKind } from "./folder-kind.ts";
import { FolderTree, type TreeFigures } from "./folder-tree.ts";
import type { FolderHint } from "./folder-watch.ts";
import { FolderWatches } from "./folder-watches.ts";
import { foldersFrom, type FollowedFolder } from "./followed-folder.ts";
import { saveFolders, type SavedFolders, type Suspects } from "./saved-folders.ts";
import { Slices, type SlicedWork } from "./slices.ts";
import { UnfinishedFiles } from "./unfinished-files.ts";

/** How long work that nobody waits for may hold up what has just come in. */
const SLICE_MS = 1;
/** While everything is read for the first time there is nothing else to wait for it. */
const FIRST_SLICE_MS = 4;
/** More hints than this at a time are answered by listing the folder. */
const BURST = 256;
/** So many hints at a time may be all that a full queue of the system let through: others are lost, in any folder. */
const OVERFLOW = 4096;
/** How many files of watched folders each sweep looks at, in turn, for changes in place that nobody reported. */
const SWEPT_FILES = 1000;

export interface LiveFoldersOptions {
  /** The project's folder, with all links resolved. */
  readonly root: string;
  readonly kind: FolderKind<unknown>;
  readonly problems: FileProblems;
  readonly now: () => number;
  /** At most so many folders are watched; the others are looked at in each sweep. */
  readonly mostWatches: number;
  readonly sweepMs: number;
  readonly warn: (message: string, fields?: LogFields) => void;
  /** What was saved has been taken up; what changes from now on is news. */
  readonly onRestored: () => void;
  /** Work came to a pause: what changed can be told. */
  readonly onPause: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** What has been done, and how the folders are followed. */
export interface LiveFigures extends TreeFigures {
  readonly foldersWatched: number;
  readonly foldersPolled: number;
}

/**
 * Keeps a tree of folders as the disk has it. The system's hints say at once where to look; a sweep every now and then
 * finds what they missed: a full queue drops hints without a word, and some file systems give none.
 */
export class LiveFolders {
  readonly #options: LiveFoldersOptions;
  readonly #tree: FolderTree;
  readonly #slices: Slices;
  readonly #watches: FolderWatches;
  readonly #unfinished = new UnfinishedFiles();
  readonly #hints = new Map<FollowedFolder, Set<string> | "all">();
  readonly #ended = new Set<FollowedFolder>();
  readonly #checks = new SerialQueue();
  #hintCount = 0;
  /** The check of everything that is planned, and has not begun. */
  #nextCheck: Promise<void> | undefined;
  #isFlushDue = false;
  #isFollowing = false;
  /** Whether what was saved is being taken up: what happens meanwhile must not be taken for a part of it. */
  #isRestoring = false;
  #isClosed = false;
  #swept = 0;
  #sweepTimer: NodeJS.Timeout | undefined;

  constructor(options: LiveFoldersOptions) {
    this.#options = options;
    this.#slices = new Slices(SLICE_MS, options.onPause);
    this.#watches = new FolderWatches({ ...options, onHint: (folder, hint) => this.#onHint(folder, hint) });
    this.#tree = new FolderTree({
      ...options,
      onOpened: (folder) => {
        if (this.#isFollowing) this.#watches.add(folder);
        else if (!this.#isRestoring) this.#watchIfUrgent(folder);
      },
      onClosed: (folder) => {
        this.#watches.remove(folder);
        this.#hints.delete(folder);
      },
      onUnfinished: (folder, name) =>
        this.#unfinished.retry(folder.pathOf(name), () => {
          this.#tree.look(folder, name);
          options.onPause();
        }),
    });
  }

  get figures(): LiveFigures {
    const all = [...foldersFrom(this.#tree.root)].length;
    const foldersWatched = this.#watches.count;
    return { ...this.#tree.figures, foldersWatched, foldersPolled: all - foldersWatched };
  }

  /** Reads everything once. */
  async open(): Promise<void> {
    await this.#slices.run(this.#tree.openFound(), FIRST_SLICE_MS);
  }

  /** Takes up what was saved instead, and looks at what has changed since. */
  async restore(saved: Omit<SavedFolders, "isWhole">, suspects: Suspects): Promise<void> {
    this.#isRestoring = true;
    await this.#slices.run(this.#tree.restore(saved));
    this.#isRestoring = false;
    this.#options.onRestored();
    for (const folder of foldersFrom(this.#tree.root)) this.#watchIfUrgent(folder);
    await this.#slices.run(this.#tree.lookAtSuspects(suspects));
  }

  /** Watches all folders from now on, and looks for what happened in them before that. */
  async follow(): Promise<void> {
    this.#isFollowing = true;
    // Also those that are watched already: something may have happened between the reading and the watching.
    await this.#checkEverything();
    this.#planSweep();
  }

  /** Looks at everything there is. */
  async refresh(): Promise<void> {
    this.#watches.tryAgain();
    await this.#checkEverything();
  }

  /** What can be kept for the next start. */
  save(): SlicedWork<SavedFolders> {
    return saveFolders(foldersFrom(this.#tree.root));
  }

  /** Does other work in slices, along with that on the folders. */
  run<Result>(work: SlicedWork<Result>): Promise<Result> {
    return this.#slices.run(work);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#sweepTimer);
    this.#unfinished.close();
    this.#watches.close();
    this.#slices.stop();
  }

  /** Setting up thousands of watches takes a while: the first picture need not wait for them. */
  #watchIfUrgent(folder: FollowedFolder): void {
    if (folder.kind.isUrgent === true) this.#watches.add(folder);
  }

  #onHint(folder: FollowedFolder, { name, isRename }: FolderHint): void {
    this.#hintCount += 1;
    // By its own name a folder reports its own end.
    if (isRename && name === folder.name && folder.parent !== undefined) this.#ended.add(folder);
    const known = this.#hints.get(folder);
    if (known !== "all") {
      const names = known ?? new Set();
      if (name !== undefined) names.add(name);
      this.#hints.set(folder, name === undefined || names.size > BURST ? "all" : names);
    }
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    // The system hands its hints out one by one: the next turn of the loop has all of them.
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushDue = false;
    if (this.#isClosed) return;
    for (const folder of this.#ended) this.#tree.reopen(folder);
    this.#ended.clear();
    for (const [folder, names] of this.#hints) {
      this.#hints.delete(folder);
      if (names === "all") this.#start(this.#recheck(folder));
      else for (const name of names) this.#tree.look(folder, name);
    }
    if (this.#tree.hasUnopened) this.#start(this.#tree.openFound());
    if (this.#hintCount > OVERFLOW) this.#checkEverything().catch(this.#options.onFailure);
    this.#hintCount = 0;
    this.#options.onPause();
  }

  /** Looks at everything, once more where that is being done just now: it may be past what changed. */
  #checkEverything(): Promise<void> {
    this.#nextCheck ??= this.#checks.run(() => {
      this.#nextCheck = undefined;
      return this.#slices.run(this.#checkAll());
    });
    return this.#nextCheck;
  }

  *#checkAll(): SlicedWork {
    for (const folder of foldersFrom(this.#tree.root)) {
      this.#watches.add(folder);
      yield* this.#check(folder);
      yield;
    }
    yield* this.#tree.openFound();
  }

  *#check(folder: FollowedFolder): SlicedWork {
    if (this.#tree.isStale(folder)) yield* this.#tree.list(folder);
    yield* this.#tree.checkFiles(folder);
  }

  /** Lists a folder and looks at its files; asked for again meanwhile, it does so once more. */
  *#recheck(folder: FollowedFolder): SlicedWork {
    if (folder.listing !== "no") {
      folder.listing = "again";
      return;
    }
    let isDone = false;
    while (!isDone) {
      folder.listing = "once";
      yield* this.#tree.list(folder);
      yield* this.#tree.checkFiles(folder);
      isDone = isUpToDate(folder);
    }
    folder.listing = "no";
    yield* this.#tree.openFound();
  }

  #planSweep(): void {
    if (this.#isClosed) return;
    this.#sweepTimer = setTimeout(() => {
      this.#slices
        .run(this.#sweep())
        .then(() => this.#planSweep())
        .catch(this.#options.onFailure);
    }, this.#options.sweepMs);
  }

  *#sweep(): SlicedWork {
    const folders = [...foldersFrom(this.#tree.root)];
    const first = this.#swept >= folders.length ? 0 : this.#swept;
    let left = SWEPT_FILES;
    for (const [place, folder] of folders.entries()) {
      if (!folder.isOpen) continue;
      this.#watches.add(folder);
      if (this.#tree.isStale(folder)) yield* this.#tree.list(folder);
      const isInTurn = place >= first && left > 0;
      if (isInTurn) {
        left -= folder.files.size;
        this.#swept = place + 1;
      }
      if (isInTurn || !this.#watches.has(folder)) yield* this.#tree.checkFiles(folder);
      yield;
    }
    yield* this.#tree.openFound();
  }

  #start(work: SlicedWork): void {
    this.#slices.run(work).catch(this.#options.onFailure);
  }
}

/** Whether nobody asked for a folder again while it was listed. */
function isUpToDate(folder: FollowedFolder): boolean {
  return folder.listing === "once";
}
