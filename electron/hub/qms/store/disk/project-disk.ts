import { constants, type BigIntStats } from "node:fs";
import { isUtf8 } from "node:buffer";
import { join, sep } from "node:path";
import { hasCode } from "../../../files/has-code.ts";
import { Refusal } from "../../refusal.ts";
import type { ProjectFiles } from "../project-files.ts";
import { diskRefusal, shownPath } from "./disk-refusal.ts";
import { entryAt, namesIn, readFrom, targetAt, type FileSystem } from "./file-system.ts";

const FILE_LIMIT_BYTES = 16 * 1024 * 1024;
/** Not through a link that was put there this instant, and not waiting for the other end of a pipe. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The files of a project as they are on the disk. No path leads out of it, on no system and through no link. */
export class ProjectDisk implements ProjectFiles {
  readonly root: string;
  readonly files: FileSystem;
  /** Folders that were found to lie inside, until `forget`. */
  readonly #checked = new Set<string>();

  constructor(root: string, files: FileSystem) {
    this.files = files;
    try {
      this.root = files.realpathSync.native(root);
    } catch (error) {
      if (!hasCode(error, "ENOENT", "ENOTDIR")) throw diskRefusal(error, { path: root, doing: "read" });
      throw new Refusal(`Error: ${shownPath(root)} is not there. Open another folder.`);
    }
  }

  /** Looks at every folder anew from now on: links may have changed since the last command. */
  forget(): void {
    this.#checked.clear();
  }

  read(path: string): string | undefined {
    return this.#reading(path, () => {
      const bytes = this.bytes(path);
      if (bytes === undefined) return undefined;
      if (!isUtf8(bytes)) {
        throw new Refusal(`Error: ${shownPath(path)} is not UTF-8 text. Put it right, or move it away.`);
      }
      return bytes.toString("utf8");
    });
  }

  bytes(path: string): Buffer | undefined {
    const absolute = this.locateFile(path);
    let file: number;
    try {
      file = this.files.openSync(absolute, READ);
    } catch (error) {
      if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
      // Windows opens no folders.
      if (hasCode(error, "EISDIR", "EPERM") && this.#isFolder(absolute)) throw notAFile(path);
      throw error;
    }
    try {
      if (!this.files.fstatSync(file).isFile()) throw notAFile(path);
      const bytes = readFrom(this.files, file, 0, FILE_LIMIT_BYTES);
      if (bytes.length <= FILE_LIMIT_BYTES) return bytes;
      throw new Refusal(`Error: ${shownPath(path)} is larger than 16 MB. Shorten it, or move it away.`);
    } finally {
      this.files.closeSync(file);
    }
  }

  list(folder: string): readonly string[] {
    return this.#reading(folder, () => {
      const absolute = this.locateFolder(folder);
      const names = namesIn(this.files, absolute);
      if (names === undefined) this.#refuseFileAt(folder);
      return (names ?? []).toSorted();
    });
  }

  hasFile(path: string): boolean {
    return this.#reading(path, () => targetAt(this.files, this.locateFile(path))?.isFile() === true);
  }

  /** What stands at a path, a link as the link that it is. */
  entry(path: string): BigIntStats | undefined {
    return this.#reading(path, () => entryAt(this.files, this.locate(path)));
  }

  /** Where a path is on the disk. A last link in it is not followed. */
  locate(path: string): string {
    requireRelative(path);
    this.#checkFolder(parentOf(path));
    return join(this.root, path);
  }

  /** Where a file is on the disk, or would be: that of a link is what it leads to. */
  locateFile(path: string): string {
    const absolute = this.locate(path);
    if (entryAt(this.files, absolute)?.isSymbolicLink() !== true) return absolute;
    try {
      return this.#inside(path, this.files.realpathSync.native(absolute));
    } catch (error) {
      if (hasCode(error, "ENOENT", "ENOTDIR")) return absolute;
      throw error;
    }
  }

  locateFolder(folder: string): string {
    if (folder === "") return this.root;
    requireRelative(folder);
    this.#checkFolder(folder);
    return join(this.root, folder);
  }

  /** Refuses where a folder is none, and can become none because a file stands in its way. */
  requireFolder(folder: string): void {
    this.#reading(folder, () => {
      const absolute = this.locateFolder(folder);
      if (!this.#isFolder(absolute)) this.#refuseFileAt(folder);
    });
  }

  /** Makes a folder, and those around it, where they are missing; names each that it has made. */
  makeFolder(folder: string, onMade: (absolute: string) => void): void {
    const absolute = this.locateFolder(folder);
    if (folder === "" || this.#isFolder(absolute)) return;
    this.requireFolder(folder);
    this.makeFolder(parentOf(folder), onMade);
    try {
      this.files.mkdirSync(absolute);
      onMade(absolute);
    } catch (error) {
      // Another has made it at the same moment.
      if (!hasCode(error, "EEXIST") || !this.#isFolder(absolute)) throw error;
    }
  }

  #isFolder(absolute: string): boolean {
    return targetAt(this.files, absolute)?.isDirectory() === true;
  }

  #refuseFileAt(folder: string): void {
    for (let path = folder; path !== ""; path = parentOf(path)) {
      const entry = entryAt(this.files, join(this.root, path));
      if (entry === undefined) continue;
      if (this.#isFolder(join(this.root, path))) return;
      throw new Refusal(
        `Error: ${shownPath(path)} is a file where a folder belongs. Move it away and try again.`,
      );
    }
  }

  #checkFolder(folder: string): void {
    if (folder === "" || this.#checked.has(folder)) return;
    let real: string;
    try {
      real = this.files.realpathSync.native(join(this.root, folder));
    } catch (error) {
      // What is not there yet is where its folder is.
      if (hasCode(error, "ENOENT", "ENOTDIR")) return this.#checkFolder(parentOf(folder));
      throw error;
    }
    this.#inside(folder, real);
    this.#checked.add(folder);
  }

  #inside(path: string, real: string): string {
    if (real === this.root || real.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep))
      return real;
    throw new Refusal(`Error: ${shownPath(path)} is a link that leads out of the project. Remove the link.`);
  }

  #reading<T>(path: string, look: () => T): T {
    try {
      return look();
    } catch (error) {
      throw diskRefusal(error, { path, doing: "read" });
    }
  }
}

/** The folder of a path; the root's is the empty path. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

const isWindows = process.platform === "win32";

function requireRelative(path: string): void {
  const isGood =
    path !== "" &&
    !path.includes("\0") &&
    // There a backslash divides names, and a colon names a drive, or a second content of a file.
    !(isWindows && /[\\:]/.test(path)) &&
    path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
  if (!isGood) {
    throw new Refusal(`Error: '${shownPath(path)}' is no path inside the project. Name one that is.`);
  }
}

/** Refuses what cannot be the name of one file in a folder, or would be a hidden one. */
export function requireName(name: string): void {
  requireRelative(name);
  if (/[/\\]/.test(name) || name.startsWith(".")) {
    throw new Refusal(`Error: '${shownPath(name)}' cannot be the name of a file. Choose another.`);
  }
}

function notAFile(path: string): Refusal {
  return new Refusal(`Error: ${shownPath(path)} is not a file. Move it away and try again.`);
}
