import type { Dirent, Stats } from "node:fs";
import { hasCode } from "../../files/has-code.ts";
import { classifyEntry } from "./classify-entry.ts";
import { isPlainName, type FileProblems } from "./file-problems.ts";
import type { FileStamp, FolderKind } from "./folder-kind.ts";
import { FollowedFolder, foldersFrom, type SeenFile } from "./followed-folder.ts";
import { entriesOf, folderStampOf, isSystemError, statsOf } from "./list-entries.ts";
import { isSameStamp, readHead, stampOf, unreadable } from "./read-head.ts";
import type { SavedFile, SavedFolder } from "./saved-folders.ts";
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

  /** Reads all folders that were found and not read yet, and those in them; what a saved index knows as it is, is not. */
  *openFound(saved?: ReadonlyMap<string, SavedFolder>): SlicedWork {
    for (const folder of this.#unopened) {
      this.#unopened.delete(folder);
      if (!folder.isOpen) continue;
      folder.kind.opened();
      this.#options.onOpened(folder);
      yield* this.#open(folder, saved?.get(folder.path));
      yield;
    }
  }

  *#open(folder: FollowedFolder, saved: SavedFolder | undefined): SlicedWork {
    const stamp = saved && this.#folderStamp(folder);
    if (saved === undefined || stamp === undefined || !isSameFolder(saved.stamp, stamp)) {
      yield* this.list(folder, saved);
      return;
    }
    folder.stamp = stamp;
    folder.isSettled = true;
    let count = 0;
    for (const file of saved.files) {
      this.#takeUp(folder, file);
      count += 1;
      if (count % STRIDE === 0) yield;
    }
    for (const name of saved.folders) this.look(folder, name);
  }

  /** Takes a file's content from the saved index if the file is as it was. */
  #takeUp(folder: FollowedFolder, [name, mtimeMs, size, inode, content]: SavedFile): void {
    const stats = this.#stats(folder, name);
    if (stats === undefined) return this.#gone(folder, name);
    const stamp = { mtimeMs, size, inode };
    if (!stats.isFile() || !isSameStamp(stampOf(stats), stamp)) return this.#meet(folder, name, stats);
    this.#keep(folder, { name, stamp, content, isSettled: true });
  }

  /** Compares a folder's entries with those that are known, and looks at each that came or went. */
  *list(folder: FollowedFolder, saved?: SavedFolder): SlicedWork {
    this.figures.foldersListed += 1;
    const stamp = this.#folderStamp(folder);
    const began = this.#options.now();
    const savedFiles = new Map(saved?.files.map((file) => [file[0], file]));
    const found = new Set<string>();
    try {
      for (const entry of stamp === undefined ? [] : entriesOf(folder)) {
        const { name } = entry;
        found.add(name);
        if (found.size % STRIDE === 0) yield;
        if (folder.files.has(name) || folder.folders.has(name)) continue;
        const file = savedFiles.get(name);
        if (file !== undefined && isPlainName(name)) this.#takeUp(folder, file);
        else this.#meet(folder, name, entry);
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
    if (stamp === undefined) return;
    this.#options.problems.clear(folder.path);
    folder.stamp = stamp;
    folder.isSettled = began - stamp.mtimeMs > SETTLING_MS;
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
    const stamp = this.#folderStamp(folder);
    if (folder.stamp === undefined) return true;
    if (stamp === undefined || stamp.inode !== folder.stamp.inode) {
      if (folder.parent === undefined) return true;
      this.reopen(folder);
      return false;
    }
    return !folder.isSettled || !isSameFolder(folder.stamp, stamp);
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

  #meet(folder: FollowedFolder, name: string, entry: Dirent | Stats): void {
    const place = { kind: folder.kind, name, absolute: folder.absoluteOf(name), root: this.root.absolute };
    const entryClass = classifyEntry(entry, place);
    switch (entryClass.kind) {
      case "ignored":
        return this.#gone(folder, name);
      case "refused":
        return this.#refuse(folder, name, entryClass.problem);
      case "folder":
        return this.#enter(folder, name, entryClass);
      case "file":
        return this.#read(folder, name, "mtimeMs" in entry ? stampOf(entry) : undefined);
    }
  }

  #enter(
    folder: FollowedFolder,
    name: string,
    { inner, inode }: { readonly inner: FolderKind<unknown>; readonly inode: number | undefined },
  ): void {
    const known = folder.folders.get(name);
    if (known !== undefined) {
      if (inode === undefined || known.stamp === undefined || known.stamp.inode === inode) return;
      this.#close(known);
    }
    this.#dropFile(folder, name);
    this.#options.problems.clear(folder.pathOf(name));
    const child = new FollowedFolder({ root: this.root.absolute, parent: folder, name }, inner);
    folder.folders.set(name, child);
    this.#unopened.add(child);
  }

  #read(folder: FollowedFolder, name: string, seen: FileStamp | undefined): void {
    const { kind } = folder;
    const known = folder.files.get(name);
    if (known?.isSettled === true && seen !== undefined && isSameStamp(known.stamp, seen)) return;
    if (kind.reading.bytes === 0) {
      const stats = seen === undefined ? this.#stats(folder, name) : undefined;
      const stamp = seen ?? (stats && stampOf(stats));
      if (stamp !== undefined) this.#keep(folder, { name, stamp, content: null, isSettled: true });
      return;
    }
    this.figures.filesRead += 1;
    const result = readHead(folder.absoluteOf(name), kind.reading, (text) => kind.needsMore(text));
    switch (result.kind) {
      case "gone":
        return this.#gone(folder, name);
      case "other":
        return this.#refuse(folder, name, "It is not a file that can be read. Remove it.");
      case "unreadable": {
        const stamp = seen ?? { mtimeMs: 0, size: 0, inode: 0 };
        const content = kind.read({ name, text: "", stamp, isWhole: true, problem: result.problem });
        return this.#keep(folder, { name, stamp, content, isSettled: false });
      }
      case "head": {
        const head = { ...result, name };
        const { stamp } = head;
        const isSettled = this.#options.now() - stamp.mtimeMs > SETTLING_MS;
        // A file that is empty or cut when it is first seen is mostly one whose writer is at it.
        if (!isSettled && kind.isUnfinished(head) && this.#options.onUnfinished(folder, name)) return;
        return this.#keep(folder, { name, stamp, content: kind.read(head), isSettled });
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
    this.#options.problems.clear(folder.pathOf(file.name));
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

function isSameFolder(one: FileStamp, other: FileStamp): boolean {
  return one.mtimeMs === other.mtimeMs && one.inode === other.inode;
}
