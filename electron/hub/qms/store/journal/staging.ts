import { join } from "node:path";
import { hasCode } from "../../../files/has-code.ts";
import { namesIn, entryAt, removeFile, writeNewFile } from "../disk/file-system.ts";
import { parentOf, type ProjectDisk } from "../disk/project-disk.ts";

/** Where new files are made ready before they appear, below the project's root. */
export const STAGING_FOLDER = ".quorum/qms/tmp";

/** A message that is sent without the lock may be in the making for this long. */
const ALONE_MS = 3_600_000;
const ALONE = "alone-";

/** The files of one change that lie ready, each under the number of its step. */
export class Staging {
  readonly #disk: ProjectDisk;
  readonly #id: string;

  constructor(disk: ProjectDisk, id: string) {
    this.#disk = disk;
    this.#id = id;
  }

  path(index: number): string {
    return join(this.#disk.root, STAGING_FOLDER, `${this.#id}.${index}`);
  }

  /** A hidden name on the disk of the file that is to be written, and never in a folder that is watched. */
  nearby(path: string, index: number): () => string {
    const user = /^\.claude\/users\/[^/]+\//.exec(path)?.[0];
    const folder = user === undefined ? parentOf(path) : `${user}.tmp`;
    const name = `.${this.#id}.${index}`;
    return () => this.#disk.locate(folder === "" ? name : `${folder}/${name}`);
  }

  /** Removes what a crash may have left there. */
  clearNearby(path: string, index: number): void {
    removeFile(this.#disk.files, this.nearby(path, index)());
  }

  write(index: number, text: string, mode?: number): void {
    const path = this.path(index);
    try {
      writeNewFile(this.#disk.files, path, Buffer.from(text), mode);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
      // Left by an earlier attempt, and perhaps only in part.
      removeFile(this.#disk.files, path);
      writeNewFile(this.#disk.files, path, Buffer.from(text), mode);
    }
  }

  /**
   * Whether a file that lay ready has been given its place: it has a second name then, also where a reader has moved it
   * on since.
   */
  hasLanded(index: number): boolean {
    return (entryAt(this.#disk.files, this.path(index))?.nlink ?? 0n) > 1n;
  }

  clear(count: number): void {
    for (let index = 0; index < count; index += 1) removeFile(this.#disk.files, this.path(index));
  }
}

/** A name for one file that is sent without the lock. */
export function aloneId(): string {
  return `${ALONE}${newId()}`;
}

/** A name that no other change has. */
export function newId(): string {
  const chance = () => Math.random().toString(36).slice(2, 10);
  return `${process.pid.toString(36)}-${chance()}${chance()}`;
}

/** Clears away what crashes left behind. Only for the holder of the lock, when no change is under way. */
export function sweepStaging(disk: ProjectDisk, now: number): void {
  const folder = join(disk.root, STAGING_FOLDER);
  for (const name of namesIn(disk.files, folder) ?? []) {
    const path = join(folder, name);
    if (name.startsWith(ALONE)) {
      const entry = entryAt(disk.files, path);
      if (entry === undefined || now - Number(entry.mtimeMs) < ALONE_MS) continue;
    }
    removeFile(disk.files, path);
  }
}
