import { join } from "node:path";
import { hasCode } from "../../../files/has-code.ts";
import { Refusal } from "../../refusal.ts";
import { entryAt, namesIn, readFrom, removeFile, writeWhole, type FileSystem } from "../disk/file-system.ts";
import { isSystemFailure } from "../disk/disk-refusal.ts";
import { pause } from "../disk/pause.ts";
import { isGone, isThisProcess, parseLockHolder, thisProcess, type LockHolder } from "./lock-holder.ts";

/** What a lock's file says first while the lock is held, and when it is free again: as long as one another. */
const HELD = "held ";
const FREE = "free ";

/** A lock of which nothing can be read is being taken just now, or its taker died in the middle of it. */
const TAKING_MS = 2000;
/** A file that is older than that by the disk's clock, which may be another than ours, is looked at for so long all the same. */
const LOOKING_MS = 100;

/** A taker that was held up may still come for a number this far back, and must find higher ones then. */
const KEPT_NUMBERS = 8;

const SHORTEST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 20;

export interface ProjectLockOptions {
  readonly files: FileSystem;
  /** The folder of the lock's files, which is there. */
  readonly folder: string;
  /** What that folder is called for a person. */
  readonly shownFolder: string;
  /**
   * Whether no other thread of this process takes this lock. One that is in this process's name, and not held here, is
   * then that of a thread that was ended in the middle of its work.
   */
  readonly isOnlyThread: boolean;
  readonly now: () => number;
}

/** Another program has the lock, and nothing was done. */
export class LockTaken extends Refusal {}

/** The lock while this process holds it. */
export interface HeldLock {
  /** Whether nobody has taken it over, which happens to one who seems dead. */
  readonly isOurs: boolean;
  release(): void;
}

/** Who has the lock instead. */
interface Busy {
  readonly number: number;
  readonly holder: LockHolder | undefined;
}

/** A number that was found taken before, and when for the first time. */
interface Watched {
  readonly number: number;
  readonly since: number;
}

/** The locks that this very thread holds: the one piece of state that is its own. */
const heldHere = new Set<string>();

/**
 * A lock among processes. Its files are numbered: the highest says who has it, and whoever creates the next number has
 * it then, which succeeds for one. The highest is never removed, so that nobody can take over the same dead lock twice:
 * one who comes late with a number that was used before finds a higher one beside it.
 */
export class ProjectLock {
  readonly #files: FileSystem;
  readonly #folder: string;
  readonly #shownFolder: string;
  readonly #isOnlyThread: boolean;
  readonly #now: () => number;
  /** What was found taken last: also one who comes again and again for a moment has looked on for long. */
  #watched: Watched | undefined;

  constructor({ files, folder, shownFolder, isOnlyThread, now }: ProjectLockOptions) {
    this.#files = files;
    this.#folder = folder;
    this.#shownFolder = shownFolder;
    this.#isOnlyThread = isOnlyThread;
    this.#now = now;
  }

  /** Waits for the lock, for so long. */
  take(timeoutMs: number): HeldLock {
    const began = performance.now();
    for (let longest = SHORTEST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
      const result = this.#attempt();
      if (isHeld(result)) return result;
      const at = performance.now();
      if (result.number !== this.#watched?.number) this.#watched = { number: result.number, since: at };
      if (at - began >= timeoutMs) throw this.#refuse(result);
      pause(SHORTEST_PAUSE_MS + Math.random() * longest);
    }
  }

  /** Takes the lock if it is free, or its holder is dead. */
  takeIfFree(): HeldLock | undefined {
    const result = this.#attempt();
    return isHeld(result) ? result : undefined;
  }

  #attempt(): HeldLock | Busy {
    // It would wait for itself.
    if (heldHere.has(this.#folder)) throw new Error("A change of the project was begun within another one.");
    const highest = this.#numbers().at(-1) ?? 0;
    const busy = highest === 0 ? undefined : this.#look(highest);
    return busy ?? this.#create(highest + 1);
  }

  #create(number: number): HeldLock | Busy {
    const path = this.#path(number);
    // Made before the file is: it shall not stay empty for longer than it must.
    const mark = Buffer.from(HELD + JSON.stringify(thisProcess()));
    let file: number;
    try {
      file = this.#files.openSync(path, "wx", 0o600);
    } catch (error) {
      if (hasCode(error, "EEXIST")) return { number, holder: undefined };
      throw error;
    }
    try {
      writeWhole(this.#files, file, mark);
      const numbers = this.#numbers();
      if ((numbers.at(-1) ?? 0) > number) {
        this.#files.closeSync(file);
        removeFile(this.#files, path);
        return { number, holder: undefined };
      }
      for (const old of numbers) if (old <= number - KEPT_NUMBERS) removeFile(this.#files, this.#path(old));
    } catch (error) {
      this.#files.closeSync(file);
      removeFile(this.#files, path);
      throw error;
    }
    heldHere.add(this.#folder);
    return this.#held(number, file);
  }

  #held(number: number, file: number): HeldLock {
    const files = this.#files;
    const folder = this.#folder;
    const isHighest = () => this.#numbers().at(-1) === number;
    return {
      get isOurs() {
        return isHighest();
      },
      release() {
        heldHere.delete(folder);
        try {
          // One small write at a place that is there already: it needs no room on the disk.
          files.writeSync(file, FREE, 0);
        } catch (error) {
          // What was done is done: the lock is free all the same once this process is over.
          if (!isSystemFailure(error)) throw error;
        } finally {
          files.closeSync(file);
        }
      },
    };
  }

  /** Who holds the lock of this number; `undefined` where nobody does. */
  #look(number: number): Busy | undefined {
    const path = this.#path(number);
    const entry = entryAt(this.#files, path);
    if (entry === undefined) return undefined;
    const text = this.#read(path);
    if (text === undefined || text.startsWith(FREE)) return undefined;
    const holder = text.startsWith(HELD) ? parseLockHolder(text.slice(HELD.length)) : undefined;
    const ageMs = this.#now() - Number(entry.mtimeMs);
    const watched = this.#watched;
    const watchedMs = watched?.number === number ? performance.now() - watched.since : 0;
    const isOver = holder === undefined ? isLeftEmpty(ageMs, watchedMs) : this.#isOver(holder, ageMs);
    return isOver ? undefined : { number, holder };
  }

  #isOver(holder: LockHolder, ageMs: number): boolean {
    if (this.#isOnlyThread && isThisProcess(holder)) return true;
    return isGone(holder, ageMs);
  }

  #read(path: string): string | undefined {
    let file: number;
    try {
      file = this.#files.openSync(path, "r");
    } catch (error) {
      if (hasCode(error, "ENOENT")) return undefined;
      throw error;
    }
    try {
      return readFrom(this.#files, file, 0, 4096).toString("utf8");
    } finally {
      this.#files.closeSync(file);
    }
  }

  /** The numbers that were taken, in order. */
  #numbers(): readonly number[] {
    return (namesIn(this.#files, this.#folder) ?? [])
      .filter((name) => /^[1-9]\d{0,14}$/.test(name))
      .map(Number)
      .toSorted((a, b) => a - b);
  }

  #path(number: number): string {
    return join(this.#folder, String(number));
  }

  #refuse({ number, holder }: Busy): LockTaken {
    const file = `${this.#shownFolder}/${number}`;
    const who = holder === undefined ? "a process that has not said which" : `process ${holder.pid}`;
    return new LockTaken(
      "Error: Another QMS operation is in progress.\n" +
        `The lock ${file} is held by ${who}. Try again; if that is no command of the QMS, remove the file.`,
    );
  }
}

/**
 * Whether the taker of a lock that says nothing must have died. Its age counts, for programs that come one after another
 * and are none of them there for long.
 */
function isLeftEmpty(ageMs: number, watchedMs: number): boolean {
  return watchedMs > TAKING_MS || (ageMs > TAKING_MS && watchedMs > LOOKING_MS);
}

function isHeld(result: HeldLock | Busy): result is HeldLock {
  return "release" in result;
}
