import { readFileSync, statSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";
import { z } from "zod";
import { hasCode } from "../has-code.ts";
import type { StatusReading } from "./observation.ts";

/** What a watch misses is found by then. */
const POLL_MS = 1000;
const MAX_BYTES = 65_536;

const StatusFileContent = z.object({
  status: z.enum(["idle", "shell", "busy", "waiting"]),
  waitingFor: z.string().optional(),
});

export interface StatusFileOptions {
  readonly file: string;
  /** What was written before is of another process that had the same number. */
  readonly since: number;
  readonly onRead: (reading: StatusReading | undefined) => void;
}

/** The file in which a program keeps how it is, read with every change and once in a while. */
export class StatusFile {
  readonly #options: StatusFileOptions;
  readonly #poll: NodeJS.Timeout;
  #watcher: FSWatcher | undefined;
  #last: StatusReading | undefined;

  constructor(options: StatusFileOptions) {
    this.#options = options;
    this.#poll = setInterval(() => this.#look(), POLL_MS).unref();
    this.#look();
  }

  /** Reads it now. */
  read(): void {
    this.#last = this.#reading();
    this.#options.onRead(this.#last);
  }

  dispose(): void {
    clearInterval(this.#poll);
    this.#watcher?.close();
  }

  #look(): void {
    this.#watcher ??= this.#watch();
    this.read();
  }

  /** Others keep their files in the same folder; it is made by the first program that needs it. */
  #watch(): FSWatcher | undefined {
    const { file } = this.#options;
    try {
      const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(file)) this.read();
      });
      watcher.on("error", () => {
        watcher.close();
        this.#watcher = undefined;
      });
      return watcher;
    } catch {
      // Not there yet, or not to be watched: it is looked for again.
      return undefined;
    }
  }

  #reading(): StatusReading | undefined {
    const { file, since } = this.#options;
    try {
      const { size, mtimeMs } = statSync(file);
      if (size > MAX_BYTES || mtimeMs < since) return undefined;
      const content = StatusFileContent.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
      if (content === undefined) return undefined;
      const { status, waitingFor } = content;
      const text = waitingFor === undefined ? status : `${status} for ${waitingFor}`;
      return { status: status === "shell" ? "idle" : status, text, writtenAt: mtimeMs };
    } catch (error) {
      // Only half written, it says what it said until the next change or look.
      return hasCode(error, "ENOENT") ? undefined : this.#last;
    }
  }
}
