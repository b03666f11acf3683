import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, unlink, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "../../../../shared/contract/errors.ts";
import { hasCode } from "../../files/has-code.ts";
import { readLines } from "../../files/read-lines.ts";
import { DAY_FILE, readRecorded } from "../sources/recorded-lines.ts";
import type { LineEntry } from "../sources/line-source.ts";

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | NO_FOLLOW;
const READ = constants.O_RDONLY | NO_FOLLOW;
/** Days that are further back are forgotten. */
const MOST_DAYS = 180;
/** What is read of earlier days when a project is opened: how its agents stood is in there. */
const RECALLED_FILES = 2;
const RECALLED_BYTES = 2_000_000;
const MOST_LINE_BYTES = 65_536;

/** The folder of the timeline's own files, one for each day. */
export class DayFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder, and lets go of what is old. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    if (!(await lstat(this.folder)).isDirectory())
      throw new HubError("denied", `${this.folder} is a link. Remove it, and open the project again.`);
    const old = (await this.#names()).slice(0, -MOST_DAYS);
    await Promise.allSettled(old.map((name) => unlink(join(this.folder, name))));
  }

  /** What was recorded last, the earliest first. */
  async *recall(): AsyncGenerator<LineEntry, void, void> {
    for (const name of (await this.#names()).slice(-RECALLED_FILES)) {
      const handle = await open(join(this.folder, name), READ).catch((error: unknown) => {
        if (hasCode(error, "ENOENT", "ELOOP", "EISDIR", "EACCES")) return undefined;
        throw error;
      });
      if (handle === undefined) continue;
      try {
        const from = Math.max(0, (await handle.stat()).size - RECALLED_BYTES);
        for await (const lines of readLines(handle, { from, mostBytes: MOST_LINE_BYTES }))
          for (const { bytes, isEnded } of lines) {
            const entry = isEnded ? readRecorded(bytes.toString("utf8")) : undefined;
            if (entry !== undefined) yield entry;
          }
      } finally {
        await handle.close();
      }
    }
  }

  /** Opens the file of a day to write behind its end, which is mended where a crash has torn its last line. */
  async append(day: string): Promise<OpenDay> {
    const path = join(this.folder, `${day}.jsonl`);
    const handle = await open(path, APPEND, 0o600);
    try {
      const { size } = await handle.stat();
      if (size === 0 || (await lastByte(path, size)) === NEW_LINE) return new OpenDay(day, handle, size);
      await handle.write("\n");
      return new OpenDay(day, handle, size + 1);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #names(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => DAY_FILE.test(name)).toSorted();
  }
}

const NEW_LINE = 10;

async function lastByte(path: string, size: number): Promise<number | undefined> {
  const handle = await open(path, READ);
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0];
  } finally {
    await handle.close();
  }
}

/** The file of a day, open for writing behind its end. */
export class OpenDay {
  readonly day: string;
  readonly #handle: FileHandle;
  #size: number;

  constructor(day: string, handle: FileHandle, size: number) {
    this.day = day;
    this.#handle = handle;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += (await this.#handle.write(bytes, at)).bytesWritten;
    this.#size += bytes.length;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
