import { constants } from "node:fs";
import { lstat, mkdir, open, readFile, rename, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import { ToolAnswer } from "../../../../shared/mcp/mcp-calls.ts";
import { hasCode } from "../../files/has-code.ts";

/** Calls come again within minutes; this holds thousands of them, and there are two such files. */
const MOST_BYTES = 2 * 1024 * 1024;

/** A commit is long done by then; what is not, such as a push, is not waited for. */
const CLOSE_TIMEOUT_MS = 5000;

const FILE = "calls.jsonl";
const EARLIER_FILE = "calls-earlier.jsonl";

/** Nothing is written through a link that lies there. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

const Line = z.object({ key: z.string(), answer: ToolAnswer.optional() });
type Line = z.infer<typeof Line>;

/** A call that was begun: with its answer, or without one where the hub ended in the middle of it. */
export interface RecordedCall {
  readonly answer?: ToolAnswer | undefined;
}

/**
 * The calls that change something, each written down before it is begun, and with its answer before that is given: a call
 * that comes again to a hub that was started anew is not carried out twice.
 */
export class GitCallRecord {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #writes = new SerialQueue();
  readonly #unfinished = new Set<string>();
  readonly #allFinished = Promise.withResolvers<void>();
  #isClosing = false;
  #file: FileHandle;
  #bytes: number;
  #calls: Map<string, RecordedCall>;
  #earlier: Map<string, RecordedCall>;

  private constructor(folder: string, mostBytes: number, file: FileHandle, bytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
    this.#file = file;
    this.#bytes = bytes;
    this.#calls = new Map();
    this.#earlier = new Map();
  }

  /** Opens the record in Quorum's folder of a project, for the one hub that has the project. */
  static async open(dataFolder: string, mostBytes = MOST_BYTES): Promise<GitCallRecord> {
    const folder = join(dataFolder, "git");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await lstat(folder)).isDirectory())
      throw new HubError("denied", `${folder} is a link. Remove it, and open the project again.`);
    const text = await textOf(join(folder, FILE));
    const file = await open(join(folder, FILE), APPEND, 0o600);
    const record = new GitCallRecord(folder, mostBytes, file, Buffer.byteLength(text));
    record.#earlier = callsIn(await textOf(join(folder, EARLIER_FILE)));
    record.#calls = callsIn(text);
    // What a crash has cut short is no line; the next one must not become a part of it.
    if (text !== "" && !text.endsWith("\n")) await record.#append("\n");
    return record;
  }

  /** The call with this key, if it was begun. */
  find(key: string): RecordedCall | undefined {
    return this.#calls.get(key) ?? this.#earlier.get(key);
  }

  /** Writes down that a call begins; only when this has resolved may it do anything. */
  async begin(key: string): Promise<void> {
    if (this.#isClosing) throw new HubError("unavailable", "The project was closed.");
    this.#unfinished.add(key);
    try {
      await this.#write({ key });
    } catch (error) {
      this.#finished(key);
      const why = hasCode(error, "ENOSPC", "EDQUOT") ? "The disk is full." : "Its folder cannot be written.";
      const sentence = `This is not begun: the record of such calls cannot be kept. ${why}`;
      throw new HubError("unavailable", sentence, { cause: error });
    }
  }

  /** Writes down what a call came to; only when this has resolved may it be answered. */
  async finish(key: string, answer: ToolAnswer): Promise<void> {
    try {
      await this.#write({ key, answer });
    } finally {
      this.#finished(key);
    }
  }

  /** Lets calls that were begun come to their end, for a while, and lets go of the file. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#unfinished.size > 0) {
      const limit = setTimeout(() => this.#allFinished.resolve(), CLOSE_TIMEOUT_MS);
      await this.#allFinished.promise;
      clearTimeout(limit);
    }
    await this.#writes.run(() => this.#file.close());
  }

  #finished(key: string): void {
    this.#unfinished.delete(key);
    if (this.#isClosing && this.#unfinished.size === 0) this.#allFinished.resolve();
  }

  #write({ key, answer }: Line): Promise<void> {
    return this.#writes.run(async () => {
      if (this.#bytes > this.#mostBytes) await this.#beginAnew();
      await this.#append(`${JSON.stringify({ key, answer } satisfies Line)}\n`);
      this.#calls.set(key, { answer });
    });
  }

  async #append(text: string): Promise<void> {
    await this.#file.appendFile(text);
    await this.#file.datasync();
    this.#bytes += Buffer.byteLength(text);
  }

  async #beginAnew(): Promise<void> {
    const file = join(this.#folder, FILE);
    await this.#file.close();
    await rename(file, join(this.#folder, EARLIER_FILE));
    this.#file = await open(file, APPEND, 0o600);
    this.#bytes = 0;
    this.#earlier = this.#calls;
    this.#calls = new Map();
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  });
}

function callsIn(text: string): Map<string, RecordedCall> {
  return new Map(
    text.split("\n").flatMap((line) => {
      const parsed = lineOf(line);
      return parsed === undefined ? [] : [[parsed.key, { answer: parsed.answer }] as const];
    }),
  );
}

function lineOf(line: string): Line | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
