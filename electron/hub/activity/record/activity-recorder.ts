import { assertNever } from "../../../../shared/base/assert-never.ts";
import { Emitter, type Event } from "../../../../shared/base/emitter.ts";
import type { ActivityKind } from "../../../../shared/contract/activity.ts";
import { localDay } from "../../../../shared/usage/local-day.ts";
import { hasCode } from "../../files/has-code.ts";
import type { Logger } from "../../log/logger.ts";
import type { LineEntry } from "../sources/line-source.ts";
import { DayFiles, type OpenDay } from "./day-files.ts";

/** What comes in great numbers is recorded until a day's file has grown to this: some fifty thousand entries. */
const DAY_BYTES = 16 * 1024 * 1024;
/** The rest is recorded until it has grown to this: turns and tools leave room for what a person did. */
const FULL_BYTES = 20 * 1024 * 1024;
/** Lines are made and written so many at a time: a millisecond. */
const LINES_PER_WRITE = 200;
/** While the disk is slow or full so many wait, and no more. */
const MOST_WAITING = 20_000;

export interface RecorderOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Logger;
  /** At what size a day's file takes no turns and tools any more. */
  readonly dayBytes?: number;
}

/**
 * Writes down what happens and is kept nowhere else, a line for each entry. Nobody waits for it: a disk that does not take
 * it is logged, and what is missing is said when it goes on.
 */
export class ActivityRecorder {
  readonly #options: RecorderOptions;
  readonly #files: DayFiles;
  readonly #written = new Emitter<void>();
  #waiting: LineEntry[] = [];
  #writing: Promise<void> | undefined;
  #day: OpenDay | undefined;
  #missing = 0;
  /** The day of which it was said that its file is full. */
  #fullDay = "";
  #hasFailed = false;

  /** Fires when something more is on disk. */
  readonly onWritten: Event<void> = this.#written.event;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#files = new DayFiles(options.folder);
  }

  /** Takes up what earlier runs have recorded last, the earliest first. */
  async open(take: (entry: LineEntry) => void): Promise<void> {
    try {
      await this.#files.open();
      for await (const entry of this.#files.recall()) take(entry);
    } catch (error) {
      this.#options.log.error("the activity of earlier could not be read", { error });
    }
  }

  record(entries: readonly LineEntry[]): void {
    if (entries.length === 0) return;
    const room = MOST_WAITING - this.#waiting.length;
    for (const entry of entries.slice(0, Math.max(0, room))) this.#waiting.push(entry);
    this.#missing += Math.max(0, entries.length - room);
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when all that was recorded is written. */
  async drain(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async close(): Promise<void> {
    await this.drain();
    await this.#day?.close();
    this.#day = undefined;
    this.#written.dispose();
  }

  async #write(): Promise<void> {
    // In a turn of its own: whoever records has other things to do.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const part = this.#waiting.splice(0, LINES_PER_WRITE);
      try {
        for (const [day, entries] of Map.groupBy(part, ({ at }) => localDay(at)))
          await this.#writeDay(day, entries);
        this.#hasFailed = false;
        this.#written.fire();
      } catch (error) {
        this.#missing += part.length;
        await this.#fail(error);
      }
    }
  }

  async #writeDay(day: string, entries: readonly LineEntry[]): Promise<void> {
    const { dayBytes = DAY_BYTES } = this.#options;
    const file = await this.#open(day);
    const full = dayBytes + (FULL_BYTES - DAY_BYTES);
    const lines: string[] = [];
    let size = file.size;
    for (const entry of [...this.#missingNote(), ...entries]) {
      const isTaken = size < (isFrequent(entry.kind) ? dayBytes : full);
      const line = `${JSON.stringify(isTaken ? entry : this.#fullNote(day))}\n`;
      if (!isTaken && this.#fullDay === day) continue;
      if (!isTaken) this.#fullDay = day;
      lines.push(line);
      size += line.length;
    }
    if (lines.length > 0) await file.write(lines.join(""));
  }

  async #open(day: string): Promise<OpenDay> {
    if (this.#day?.day === day) return this.#day;
    await this.#day?.close();
    this.#day = undefined;
    this.#day = await this.#files.append(day);
    return this.#day;
  }

  #fullNote(day: string): LineEntry {
    const text = `So much happened on ${day} that its file is full: turns and tools of this day are no longer recorded`;
    return { at: this.#options.now(), kind: "problem", event: "day-full", text, details: {} };
  }

  #missingNote(): LineEntry[] {
    if (this.#missing === 0) return [];
    const count = String(this.#missing);
    this.#missing = 0;
    const text = `The disk did not take what happened: ${count} entries are missing here`;
    return [{ at: this.#options.now(), kind: "problem", event: "missing", text, details: { count } }];
  }

  async #fail(failure: unknown): Promise<void> {
    await this.#day?.close().catch(() => undefined);
    this.#day = undefined;
    const isFull = hasCode(failure, "ENOSPC", "EDQUOT");
    if (!this.#hasFailed)
      this.#options.log.error("the activity could not be recorded", { error: failure, isFull });
    this.#hasFailed = true;
  }
}

/** What agents do by themselves, as often as they like. */
function isFrequent(kind: ActivityKind): boolean {
  switch (kind) {
    case "turn":
    case "tool":
    case "call":
      return true;
    case "document":
    case "delivery":
    case "state":
    case "asked":
    case "policy":
    case "problem":
    case "message":
    case "container":
      return false;
    default:
      return assertNever(kind);
  }
}
