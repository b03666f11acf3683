import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentUsage } from "../../../shared/contract/usage.ts";
import { SavedTally, UsageTally } from "../../../shared/usage/usage-tally.ts";
import { hasCode } from "../files/has-code.ts";
import { isPrivate } from "../files/is-private.ts";
import { readJson } from "../files/read-json.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Logger } from "../log/logger.ts";
import { isTranscriptPath, ReadPosition, readTranscript, type TranscriptPart } from "./transcript-file.ts";

/** Of so many transcripts it is known how far they were read. */
const MOST_FILES = 500;
/** A conversation's helpers write transcripts of their own, in a folder beside. */
const HELPERS_FOLDER = "subagents";
const MOST_HELPERS = 1000;

const SavedUsage = z.object({
  version: z.literal(1),
  files: z.array(z.tuple([z.string(), ReadPosition])).max(MOST_FILES),
  tally: SavedTally,
  unreadableLines: z.number().int().nonnegative(),
});

export interface UsageReaderOptions {
  readonly agent: AgentId;
  /** Where it is kept how far was read. */
  readonly folder: string;
  readonly now: () => number;
  /** The day that a moment belongs to. */
  readonly dayOf: (at: number) => string;
  readonly log: Logger;
}

/** What one agent used, read from its transcripts as they grow. */
export class UsageReader {
  readonly #options: UsageReaderOptions;
  readonly #file: string;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<AgentUsage>());
  readonly #work = new SerialQueue();
  readonly #files: Map<string, ReadPosition>;
  readonly #tally: UsageTally;
  #unreadableLines: number;
  #isSaved = true;
  #isClosing = false;

  readonly onChanged: Event<AgentUsage> = this.#changed.event;

  private constructor(
    options: UsageReaderOptions,
    file: string,
    saved: z.infer<typeof SavedUsage> | undefined,
  ) {
    this.#options = options;
    this.#file = file;
    this.#files = new Map(saved?.files);
    this.#tally = new UsageTally(saved?.tally);
    this.#unreadableLines = saved?.unreadableLines ?? 0;
  }

  /** Goes on where an earlier run has stopped; what cannot be read of it is counted anew. */
  static async open(options: UsageReaderOptions): Promise<UsageReader> {
    const file = join(options.folder, `${options.agent}.json`);
    // What came with a project that somebody else made is not what was used here.
    const saved = (await isPrivate(file)) ? await readJson(file, SavedUsage) : undefined;
    return new UsageReader(options, file, saved);
  }

  get usage(): AgentUsage {
    const { agent } = this.#options;
    return { agent, days: this.#tally.days(), unreadableLines: this.#unreadableLines };
  }

  /** Reads what a transcript, and those of its helpers, say more than before. */
  read(transcript: string): Promise<void> {
    return this.#work.run(async () => {
      if (!isTranscriptPath(transcript)) return;
      const before = this.usage;
      await this.#readFile(transcript);
      for (const helper of await helpersOf(transcript)) await this.#readFile(helper);
      const { usage } = this;
      if (JSON.stringify(usage) !== JSON.stringify(before)) this.#changed.fire(usage);
    });
  }

  /** Keeps what was counted together with how far was read, so that nothing is counted twice or left out. */
  save(): Promise<void> {
    return this.#work.run(async () => {
      if (this.#isSaved) return;
      this.#isSaved = true;
      const saved: z.infer<typeof SavedUsage> = {
        version: 1,
        files: [...this.#files].slice(-MOST_FILES),
        tally: this.#tally.save(),
        unreadableLines: this.#unreadableLines,
      };
      await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
      await writeAtomically(this.#file, JSON.stringify(saved));
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    try {
      await this.save();
    } finally {
      this.#store.dispose();
    }
  }

  async #readFile(path: string): Promise<void> {
    try {
      for await (const part of readTranscript(path, this.#files.get(path))) {
        this.#take(path, part);
        // The rest is read by the next run.
        if (this.#isClosing) return;
      }
    } catch (error) {
      if (!hasCode(error, "EACCES", "EPERM", "EIO", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"))
        throw error;
      this.#options.log.warn("a transcript could not be read", { agent: this.#options.agent, error });
    }
  }

  #take(path: string, { lines, identity, offset, isAnother }: TranscriptPart): void {
    const { now, dayOf } = this.#options;
    let isPrompted = !isAnother && (this.#files.get(path)?.isPrompted ?? false);
    for (const line of lines) {
      if (line.kind === "unreadable") this.#unreadableLines += 1;
      if (line.kind === "prompt") isPrompted = true;
      if (line.kind !== "reply") continue;
      const day = dayOf(line.at ?? now());
      const isNew = this.#tally.addReply(line.id, day, line.tokens);
      if (line.isHelper) continue;
      // What is said to a program counts once the model has answered: much of it the program deals with alone.
      if (isPrompted && isNew) this.#tally.addTurn(day);
      isPrompted = false;
    }
    this.#files.delete(path);
    this.#files.set(path, { identity, offset, isPrompted });
    this.#isSaved = false;
  }
}

async function helpersOf(transcript: string): Promise<string[]> {
  const folder = join(transcript.replace(/\.jsonl$/, ""), HELPERS_FOLDER);
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"))
      return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith(".jsonl"))
    .slice(0, MOST_HELPERS)
    .map((name) => join(folder, name));
}
