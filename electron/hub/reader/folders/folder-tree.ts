import type { Stats } from "node:fs";
import { hasCode } from "../../files/has-code.ts";
import { classifyEntry } from "./classify-entry.ts";
import { detached } from "./detached.ts";
import { isPlainName, type FileProblems } from "./file-problems.ts";
import type { FileHead, FileStamp, FolderKind } from "./folder-kind.ts";
import { FollowedFolder, foldersFrom, type SeenFile } from "./followed-folder.ts";
import { entriesOf, folderStampOf, isSystemError, statsOf } from "./list-entries.ts";
import { isSameStamp, readHead, stampOf, unreadable } from "./read-head.ts";
import { NUMBERS_PER_FILE, type SavedFolders, type Suspects } from "./saved-folders.ts";
import type { SlicedWork } from "./slices.ts";

/** What is younger may change again without another time: the slowest file systems in use count in two seconds. */
const SETTLING_MS = 2100;
/** How many files are looked at between two chances to pause. */
const STRIDE = 32;

export interface FolderTreeOptions {
  /** The project's folder, with all links resolved. */
  readonly root: string;
  readonly kind: FolderKind<unknown>;
  readonly problems: FileProblems;
  readonly now: () => number;
  /** A folder is followed from now on; it is read after this. */
  readonly onOpened: (folder: FollowedFolder) => void;
  readonly onClosed: (folder: FollowedFolder) => void;
  /** A file looks as if it were being written. Says whether it will be looked at again soon, and left alone for now. */
  readonly onUnfinished: (folder: FollowedFolder, name: string) => boolean;
}

/** What the tree has done so far: what one change costs can be told from it. */
export interface TreeFigures {
  filesRead: number;
  filesLookedAt: number;
  foldersListed: number;
}

/**
 * The folders that are followed, and what is in their files. Whatever made it look, it believes only what it finds: a
 * listing's differences too are looked at one by one, since the folder goes on changing while it is listed.
 */
export class FolderTree {
  readonly root: FollowedFolder;
  readonly figures: TreeFigures = { filesRead: 0, filesLookedAt: 0, foldersListed: 0 };
  readonly #options: FolderTreeOptions;
  readonly #unopened = new Set<FollowedFolder>();

  constructor(options: FolderTreeOptions) {
    this.#options = options;
    this.root = new FollowedFolder({ root: options.root, name: "" }, options.kind);
    this.#unopened.add(this.root);
  }

  /** Whether folders were found that have not been read yet. */
  get hasUnopened(): boolean {
    return this.#unopened.size > 0;
  }

  /** Reads all folders that were found and not read yet, and those in them. */
  *openFound(): SlicedWork {
    for (const folder of this.#unopened) {
      this.#unopened.delete(folder);
      if (!folder.isOpen) continue;
      this.#open(folder);
      yield* this.list(folder);
      yield;
    }
  }

  #open(folder: FollowedFolder): void {
    folder.kind.opened();
    this.#options.onOpened(folder);
  }

  /** Takes up what was saved of folders and files, without a look at them. */
  *restore({ folders, numbers, contents }: Omit<SavedFolders, "isWhole">): SlicedWork {
    const byPath = new Map([["", this.root]]);
    this.#unopened.clear();
    let place = 0;
    for (const saved of folders) {
      const folder = byPath.get(saved.path);
      const first = place;
      place += saved.files.length;
      if (folder === undefined) continue;
      this.#open(folder);
      folder.stamp = { mtimeMs: saved.mtimeMs, inode: saved.inode, size: 0 };
      folder.isSettled = true;
      for (const [index, name] of saved.files.entries()) {
        const at = (first + index) * NUMBERS_PER_FILE;
        const stamp = { mtimeMs: numbers[at] ?? 0, size: numbers[at + 1] ?? 0, inode: numbers[at + 2] ?? 0 };
        const file = { name, stamp, content: contents[first + index], isSettled: true };
        folder.files.set(name, file);
        folder.kind.changed(file);
        if (index % STRIDE === STRIDE - 1) yield;
      }
      for (const name of saved.folders) {
        const kind = folder.kind.folder(name);
        if (kind !== undefined) byPath.set(folder.pathOf(name), this.#add(folder, name, kind));
      }
      yield;
    }
  }

  /** Looks at what is not any more as it was saved. */
  *lookAtSuspects(suspects: Suspects): SlicedWork {
    const folders = new Map([...foldersFrom(this.root)].map((folder) => [folder.path, folder]));
    for (const { folder, name } of suspects.files) {
      const place = folders.get(folder);
      if (place !== undefined) this.look(place, name);
      yield;
    }
    for (const path of suspects.folders) {
      const folder = folders.get(path);
      if (folder?.isOpen === true && this.isStale(folder)) yield* this.list(folder);
    }
    yield* this.openFound();
  }

  /** Compares a folder's entries with those that are known, and looks at each that came or went. */
  *list(folder: FollowedFolder): SlicedWork {
    this.figures.foldersListed += 1;
    const stamp = this.#folderStamp(folder);
    const began = this.#options.now();
    const found = new Set<string>();
    folder.isSettled = true;
    try {
      for (const name of stamp === undefined ? [] : entriesOf(folder)) {
        found.add(name);
        if (found.size % STRIDE === 0) yield;
        // Closed meanwhile, its name may lead anywhere now.
        if (!folder.isOpen) return;
        if (folder.files.has(name) || folder.folders.has(name)) continue;
        // Reading a file tells as well whether it is one.
        if (folder.kind.wantsFile(name) && folder.kind.reading.bytes > 0 && isPlainName(name)) {
          this.#read(folder, name, undefined);
        } else this.look(folder, name);
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // A folder that goes away while it is listed is seen by its parent.
      if (!hasCode(error, "ENOENT", "ENOTDIR")) this.#options.problems.set(folder.path, unreadable(error));
      folder.isSettled = false;
      return;
    }
    for (const name of [...folder.files.keys(), ...folder.folders.keys()]) {
      if (!found.has(name)) this.look(folder, name);
    }
    this.#options.problems.clearMissing(folder.path, found);
    if (stamp === undefined) return;
    this.#options.problems.clear(folder.path);
    folder.stamp = stamp;
    folder.isSettled &&= began - stamp.mtimeMs > SETTLING_MS;
  }

  /** Looks at every known file of a folder: one changed in place leaves no trace in the folder. */
  *checkFiles(folder: FollowedFolder): SlicedWork {
    let count = 0;
    for (const name of [...folder.files.keys()]) {
      this.look(folder, name);
      count += 1;
      if (count % STRIDE === 0) yield;
    }
  }

  /** Whether a folder may have entries that are not known. Where it is gone, or another one, its parent is told. */
  isStale(folder: FollowedFolder): boolean {
    // One that was only just found is read when it is opened.
    if (this.#unopened.has(folder)) return false;
    const stamp = this.#folderStamp(folder);
    const seen = folder.stamp;
    if (stamp === undefined || (seen !== undefined && stamp.inode !== seen.inode)) {
      if (folder.parent === undefined) return true;
      this.reopen(folder);
      return false;
    }
    return seen === undefined || !folder.isSettled || !isSameFolder(seen, stamp);
  }

  /** Follows a folder anew: what has its name now may be another one. */
  reopen(folder: FollowedFolder): void {
    if (folder.parent === undefined || !folder.isOpen) return;
    this.#close(folder);
    this.look(folder.parent, folder.name);
  }

  /** Looks at one entry of a folder, whatever is known of it. */
  look(folder: FollowedFolder, name: string): void {
    if (!folder.isOpen) return;
    const { kind } = folder;
    const isKnown = folder.files.has(name) || folder.folders.has(name);
    if (!isKnown && !kind.wantsFile(name) && kind.folder(name) === undefined) return;
    const stats = this.#stats(folder, name);
    if (stats === undefined) this.#gone(folder, name);
    else this.#meet(folder, name, stats);
  }

  #meet(folder: FollowedFolder, name: string, entry: Stats): void {
    const place = { kind: folder.kind, name, absolute: folder.absoluteOf(name), root: this.root.absolute };
    const entryClass = classifyEntry(entry, place);
    switch (entryClass.kind) {
      case "ignored":
        return this.#gone(folder, name);
      case "refused":
        // Where a link leads may change without a trace in the folder that it lies in.
        if (entry.isSymbolicLink()) folder.isSettled = false;
        return this.#refuse(folder, name, entryClass.problem);
      case "folder":
        return this.#enter(folder, name, entryClass);
      case "file":
        return this.#read(folder, name, stampOf(entry));
    }
  }

  #enter(
    folder: FollowedFolder,
    name: string,
    { inner, inode }: { readonly inner: FolderKind<unknown>; readonly inode: number },
  ): void {
    const known = folder.folders.get(name);
    if (known !== undefined) {
      if (known.stamp === undefined || known.stamp.inode === inode) return;
      this.#close(known);
    }
    this.#dropFile(folder, name);
    this.#options.problems.clear(folder.pathOf(name));
    this.#unopened.add(this.#add(folder, name, inner));
  }

  #add(folder: FollowedFolder, name: string, kind: FolderKind<unknown>): FollowedFolder {
    const child = new FollowedFolder({ root: this.root.absolute, parent: folder, name }, kind);
    folder.folders.set(name, child);
    return child;
  }

  #read(folder: FollowedFolder, name: string, seen: FileStamp | undefined): void {
    const { kind } = folder;
    const known = folder.files.get(name);
    if (known?.isSettled === true && seen !== undefined && isSameStamp(known.stamp, seen)) return;
    if (kind.reading.bytes === 0 && seen !== undefined) {
      return this.#keep(folder, { name, stamp: seen, content: null, isSettled: true });
    }
    const result = readHead(folder.absoluteOf(name), kind.reading, (text) => kind.needsMore(text));
    switch (result.kind) {
      case "gone":
        return this.#gone(folder, name);
      case "other":
        return seen === undefined ? this.look(folder, name) : this.#refuse(folder, name, NO_FILE);
      case "unreadable": {
        const stamp = seen ?? { mtimeMs: 0, size: 0, inode: 0 };
        const content = kind.read({ name, text: "", stamp, isWhole: true, problem: result.problem });
        return this.#keep(folder, { name, stamp, content, isSettled: false });
      }
      case "head": {
        this.figures.filesRead += 1;
        const { stamp, text, isWhole, problem } = result;
        const head: FileHead = { name, stamp, text, isWhole, ...(problem !== undefined && { problem }) };
        const isSettled = this.#options.now() - stamp.mtimeMs > SETTLING_MS;
        // A file that is empty or cut when it is first seen is mostly one whose writer is at it.
        if (!isSettled && kind.isUnfinished(head) && this.#options.onUnfinished(folder, name)) return;
        return this.#keep(folder, { name, stamp, content: detached(kind.read(head)), isSettled });
      }
    }
  }

  #keep(folder: FollowedFolder, file: SeenFile): void {
    const known = folder.files.get(file.name);
    folder.files.set(file.name, file);
    const isSame =
      known !== undefined &&
      isSameStamp(known.stamp, file.stamp) &&
      JSON.stringify(known.content) === JSON.stringify(file.content);
    if (isSame) return;
    this.#options.problems.clearEntry(folder.path, file.name);
    folder.kind.changed(file);
  }

  #refuse(folder: FollowedFolder, name: string, problem: string): void {
    this.#gone(folder, name);
    this.#options.problems.set(folder.pathOf(name), problem);
  }

  #gone(folder: FollowedFolder, name: string): void {
    this.#dropFile(folder, name);
    const inner = folder.folders.get(name);
    if (inner !== undefined) this.#close(inner);
    this.#options.problems.clear(folder.pathOf(name));
  }

  #dropFile(folder: FollowedFolder, name: string): void {
    if (folder.files.delete(name)) folder.kind.removed(name);
  }

  #close(folder: FollowedFolder): void {
    folder.parent?.folders.delete(folder.name);
    for (const each of [...foldersFrom(folder)].toReversed()) {
      each.isOpen = false;
      for (const name of [...each.files.keys()]) this.#dropFile(each, name);
      each.kind.closed();
      this.#options.onClosed(each);
    }
    this.#options.problems.clearBelow(folder.path);
  }

  #stats(folder: FollowedFolder, name: string): Stats | undefined {
    this.figures.filesLookedAt += 1;
    return this.#unlessUnreadable(folder.pathOf(name), () => statsOf(folder.absoluteOf(name)));
  }

  #folderStamp(folder: FollowedFolder): FileStamp | undefined {
    return this.#unlessUnreadable(folder.path, () => folderStampOf(folder.absolute));
  }

  #unlessUnreadable<T>(path: string, ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#options.problems.set(path, unreadable(error));
      return undefined;
    }
  }
}

const NO_FILE = "It is not a file that can be read. Remove it.";

function isSameFolder(one: FileStamp, other: FileStamp): boolean {
  return one.mtimeMs === other.mtimeMs && one.inode === other.inode;
}
