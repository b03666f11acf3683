import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerBreak, LedgerEntry } from "../../../shared/ledger/ledger-entry.ts";
import type { LedgerItem } from "../../../shared/ledger/ledger-item.ts";
import type { Logger } from "../log/logger.ts";
import type { HeadFile } from "./head-file.ts";
import {
  WRITE,
  fileName,
  removeFile,
  syncFolder,
  writeWhole,
  writeWholeFile,
  type FileSystem,
} from "./ledger-folder.ts";
import { sealEntry } from "./seal.ts";

/** So many lines are written together at most: putting them together takes a few milliseconds. */
const BATCH_LINES = 500;
/** What is put together of a new file before it is written. */
const PIECE_LINES = 200;
/** After a file could not be begun, the one before goes on for this much. */
const RETRY_BYTES = 1_048_576;

/** Where the next line goes. */
export interface ChainPosition {
  readonly file: number;
  readonly bytes: number;
  readonly seq: number;
  readonly hash: string;
}

export interface ChainWriterOptions {
  readonly files: FileSystem;
  readonly folder: string;
  readonly head: HeadFile;
  readonly now: () => number;
  readonly log: Logger;
  /** A file that is longer than this, and twice what was carried over into it, is followed by a new one. */
  readonly fileBytes: number;
  /** What a new file has to carry over: the open items, as far as they are on disk. */
  readonly openItems: () => readonly LedgerItem[];
}

/** Entries that were handed over together, and are on disk together or not at all, as far as their writer is told. */
interface Queued {
  readonly entries: readonly LedgerEntry[];
  readonly at: number;
  readonly onWritten: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Appends entries to the chain: whatever waits is written together, and brought down to the disk once. */
export class ChainWriter {
  readonly #options: ChainWriterOptions;
  readonly #onFailed: () => void;
  #queue: Queued[] = [];
  #position: ChainPosition;
  #handle: FileHandle;
  /** Behind the position may lie the beginning of lines that could not be written. */
  #isDirty = false;
  /** A file that was to follow may be there or not: nothing may be written to the one before while it is. */
  #unsureFile: string | undefined;
  #rotateAtBytes: number;
  #work: Promise<void> | undefined;

  private constructor(
    options: ChainWriterOptions,
    onFailed: () => void,
    handle: FileHandle,
    position: ChainPosition,
    carriedBytes: number,
  ) {
    this.#options = options;
    this.#onFailed = onFailed;
    this.#handle = handle;
    this.#position = position;
    this.#rotateAtBytes = Math.max(options.fileBytes, carriedBytes * 2);
  }

  /** Goes on in the file where the chain ends. `onFailed` is called when nothing that still waits will be written. */
  static async open(
    options: ChainWriterOptions,
    position: ChainPosition,
    onFailed: () => void,
  ): Promise<ChainWriter> {
    const handle = await options.files.open(join(options.folder, fileName(position.file)), WRITE);
    return new ChainWriter(options, onFailed, handle, position, 0);
  }

  /** Begins a file: the first of a ledger, or the first of a new chain. */
  static async begin(
    options: ChainWriterOptions,
    start: Omit<ChainPosition, "bytes">,
    breaks: readonly LedgerBreak[],
    onFailed: () => void,
  ): Promise<ChainWriter> {
    const position = await writeFile(options, start, breaks);
    await options.head.write(position);
    return ChainWriter.open(options, position, onFailed);
  }

  /** Resolves when the entries are on disk. `onWritten` is called just before, in the order of the chain. */
  append(entries: readonly LedgerEntry[], at: number, onWritten: () => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#queue.push({ entries, at, onWritten, resolve, reject });
    this.#work ??= this.#drain();
    return promise;
  }

  /** Lets what was handed over come to its end, and lets go of the files. */
  async close(): Promise<void> {
    while (this.#work !== undefined) await this.#work;
    try {
      await this.#options.head.sync();
    } finally {
      await Promise.all([this.letGo(), this.#options.head.close()]);
    }
  }

  /** Lets go of the file alone, where nothing waits to be written. */
  async letGo(): Promise<void> {
    await this.#handle.close();
  }

  async #drain(): Promise<void> {
    // What is handed over in one go is written together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#takeBatch();
      try {
        await this.#write(batch);
      } catch (error) {
        this.#fail(batch, error);
        continue;
      }
      for (const { onWritten } of batch) onWritten();
      for (const { resolve } of batch) resolve();
      await this.#follow();
    }
    this.#work = undefined;
  }

  #takeBatch(): Queued[] {
    let lines = 0;
    const end = this.#queue.findIndex(({ entries }, index) => {
      lines += entries.length;
      return index > 0 && lines > BATCH_LINES;
    });
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end);
  }

  async #write(batch: readonly Queued[]): Promise<void> {
    await this.#clean();
    let { seq, hash: prev } = this.#position;
    const lines: string[] = [];
    for (const { entries, at } of batch) {
      for (const entry of entries) {
        seq += 1;
        const sealed = sealEntry(entry, { seq, at, prev });
        lines.push(sealed.line);
        prev = sealed.hash;
      }
    }
    const bytes = Buffer.from(lines.join(""));
    this.#isDirty = true;
    await writeWhole(this.#handle, bytes, this.#position.bytes);
    await this.#handle.datasync();
    this.#isDirty = false;
    const { file } = this.#position;
    this.#position = { file, seq, hash: prev, bytes: this.#position.bytes + bytes.length };
  }

  /** What follows a line cut short would be taken for a part of it. */
  async #clean(): Promise<void> {
    if (this.#unsureFile !== undefined) {
      await removeFile(this.#options.files, join(this.#options.folder, this.#unsureFile));
      await syncFolder(this.#options.files, this.#options.folder);
      this.#unsureFile = undefined;
    }
    if (!this.#isDirty) return;
    await this.#handle.truncate(this.#position.bytes);
    await this.#handle.datasync();
    this.#isDirty = false;
  }

  /** What waits was asked for in the belief that this had been written: none of it is. */
  #fail(batch: readonly Queued[], error: unknown): void {
    this.#options.log.error("the ledger could not be written", { error });
    const failed = [...batch, ...this.#queue];
    this.#queue = [];
    this.#onFailed();
    for (const { reject } of failed) reject(error);
  }

  /** What need not be waited for, but must be done before the next lines. */
  async #follow(): Promise<void> {
    const { head, log, fileBytes } = this.#options;
    try {
      await head.write(this.#position);
      if (this.#position.bytes > this.#rotateAtBytes) await this.#rotate();
    } catch (error) {
      this.#rotateAtBytes = Math.max(
        this.#rotateAtBytes,
        this.#position.bytes + Math.min(RETRY_BYTES, fileBytes),
      );
      log.error("the ledger goes on, but could not be looked after", { error });
    }
  }

  async #rotate(): Promise<void> {
    const { file, seq, hash } = this.#position;
    this.#unsureFile = fileName(file + 1);
    const next = await writeFile(this.#options, { file: file + 1, seq, hash }, []);
    const handle = await this.#options.files.open(join(this.#options.folder, fileName(next.file)), WRITE);
    const last = this.#handle;
    this.#handle = handle;
    this.#position = next;
    this.#unsureFile = undefined;
    this.#rotateAtBytes = Math.max(this.#options.fileBytes, next.bytes * 2);
    await last.close();
    await this.#options.head.write(next);
    await this.#options.head.sync();
  }
}

/** Writes a whole file with what is carried over, and answers with where the chain goes on. */
async function writeFile(
  { files, folder, now, openItems }: ChainWriterOptions,
  start: Omit<ChainPosition, "bytes">,
  breaks: readonly LedgerBreak[],
): Promise<ChainPosition> {
  const items = openItems();
  const at = now();
  // A chain that is not to be built upon is not named.
  let hash = breaks.length === 0 ? start.hash : "";
  let { seq } = start;
  function* pieces(): Generator<string, void, void> {
    const seal = (entry: LedgerEntry): string => {
      seq += 1;
      const sealed = sealEntry(entry, { seq, at, prev: hash });
      hash = sealed.hash;
      return sealed.line;
    };
    yield seal({ kind: "opened", format: 1, carries: items.length, breaks: [...breaks] });
    for (let first = 0; first < items.length; first += PIECE_LINES)
      yield items
        .slice(first, first + PIECE_LINES)
        .map((item) => seal({ kind: "carried", ...item }))
        .join("");
  }
  const bytes = await writeWholeFile(files, folder, fileName(start.file), pieces());
  return { file: start.file, seq, hash, bytes };
}
