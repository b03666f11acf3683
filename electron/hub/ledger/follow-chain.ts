import { join } from "node:path";
import type { LedgerBreak } from "../../../shared/ledger/ledger-entry.ts";
import { hasCode } from "../files/has-code.ts";
import { readLines, type FileLine } from "../files/read-lines.ts";
import { ChainCheck, type CheckedLine } from "./chain-check.ts";
import type { ChainPosition } from "./chain-writer.ts";
import type { Head } from "./head-file.ts";
import { fileName, HEAD_NAME, READ, type FileSystem } from "./ledger-folder.ts";
import { unsealLine, type ChainedEntry } from "./seal.ts";

/** No entry is as long as this. */
const MOST_LINE_BYTES = 65_536;

/** A last line without its end. */
export interface TornLine {
  readonly start: number;
  readonly bytes: Buffer;
  /** Only its end is missing: all that it says is there, and is counted. */
  readonly isWhole: boolean;
}

export interface FollowedChain {
  /** Behind the last line that is what was written; nothing where there is none. */
  readonly end: ChainPosition | undefined;
  readonly torn: TornLine | undefined;
  readonly breaks: readonly LedgerBreak[];
  /** How many there are, also where not all are named. */
  readonly breakCount: number;
}

export interface FollowChainOptions {
  readonly files: FileSystem;
  readonly folder: string;
  /** The files to read, by their numbers, in order. */
  readonly numbers: readonly number[];
  /** Read before the files were listed, so that they can only be ahead of it. */
  readonly head: Head | "missing" | "damaged";
  /** Whether files before the first one are left out. */
  readonly isPart: boolean;
  /** Is given each line that can be read, also one that is damaged. */
  readonly onLine: (chained: ChainedEntry, file: string) => void;
}

/** Reads the ledger's files from line to line, and says where the chain ends and where it does not hold. */
export async function followChain(options: FollowChainOptions): Promise<FollowedChain> {
  const chain = new Following(options);
  for (const number of options.numbers) await chain.followFile(number);
  return chain.finish();
}

class Following {
  readonly #options: FollowChainOptions;
  readonly #check: ChainCheck;
  #end: ChainPosition | undefined;
  #torn: TornLine | undefined;
  #isEndDamaged = false;
  #lastLine = 0;

  constructor(options: FollowChainOptions) {
    this.#options = options;
    this.#check = new ChainCheck(options);
  }

  async followFile(number: number): Promise<void> {
    const { files, folder } = this.#options;
    const name = fileName(number);
    this.#lastLine = 0;
    const handle = await files.open(join(folder, name), READ).catch((error: unknown) => {
      if (hasCode(error, "ELOOP", "EISDIR")) return undefined;
      throw error;
    });
    if (handle === undefined) return this.#damaged(name, 0, "This is not a file that the ledger wrote.");
    try {
      for await (const lines of readLines(handle, { mostBytes: MOST_LINE_BYTES }))
        for (const line of lines) this.#take(line, number);
    } catch (error) {
      if (!hasCode(error, "EISDIR")) throw error;
      this.#damaged(name, 0, "This is not a file that the ledger wrote.");
    } finally {
      await handle.close();
    }
    if (this.#lastLine === 0) this.#damaged(name, 1, "This file is empty.");
  }

  finish(): FollowedChain {
    this.#compareWithHead();
    const { breaks, breakCount } = this.#check;
    return { end: this.#end, torn: this.#torn, breaks, breakCount };
  }

  #take(line: FileLine, number: number): void {
    this.#lastLine += 1;
    const name = fileName(number);
    if (!line.isEnded && !this.#takeTorn(line, number)) return;
    const checked = this.#check.check(line, name, this.#lastLine);
    this.#isEndDamaged = !checked.isIntact;
    if (checked.chained !== undefined) this.#options.onLine(checked.chained, name);
    this.#settle(checked, number, line.end);
  }

  #settle({ isIntact, chained }: CheckedLine, number: number, bytes: number): void {
    if (!isIntact || chained === undefined) return;
    const { head } = this.#options;
    const isFirst = this.#end === undefined;
    this.#end = { file: number, bytes, seq: chained.seq, hash: chained.hash };
    if (typeof head === "string") return;
    // Of a chain whose beginning is not read, the line before the first is known by what the first says of it.
    const isBefore = isFirst && chained.prev !== "" && head.seq === chained.seq - 1;
    const hash = head.seq === chained.seq ? chained.hash : isBefore ? chained.prev : head.hash;
    if (hash !== head.hash)
      this.#check.note(fileName(number), this.#lastLine, "This is not the line that stood here before.");
  }

  /** Whether a last line without its end is whole all the same. */
  #takeTorn({ start, bytes }: FileLine, number: number): boolean {
    const { numbers, head } = this.#options;
    const name = fileName(number);
    const { isIntact, chained } = unsealLine(bytes);
    const isWhole =
      isIntact && chained !== undefined && (this.#end === undefined || chained.prev === this.#end.hash);
    if (number !== numbers.at(-1)) {
      this.#damaged(name, this.#lastLine, "The last line of this file was cut short.");
      return isWhole;
    }
    this.#torn = { start, bytes, isWhole };
    // What the head speaks of had its end.
    if (isWhole && typeof head !== "string" && head.seq >= chained.seq)
      this.#damaged(name, this.#lastLine, "The end of this line is missing.");
    return isWhole;
  }

  #compareWithHead(): void {
    const { head, numbers } = this.#options;
    const lastFile = numbers.at(-1);
    if (typeof head === "string") {
      if (lastFile !== undefined)
        this.#check.note(HEAD_NAME, 0, `The head is ${head}: lines cut off the end would not be missed.`);
      return;
    }
    if (head.file > (lastFile ?? 0))
      return this.#check.note(fileName(head.file), 0, "This file is missing, with all that stood in it.");
    const seq = this.#end?.seq ?? 0;
    if (head.seq <= seq || this.#isEndDamaged) return;
    const which =
      head.seq === seq + 1
        ? `Line ${head.seq} of the ledger is`
        : `Lines ${seq + 1} to ${head.seq} of the ledger are`;
    this.#check.note(fileName(lastFile ?? 1), this.#lastLine + 1, `${which} missing at the end.`);
  }

  #damaged(file: string, line: number, problem: string): void {
    this.#isEndDamaged = true;
    this.#check.note(file, line, problem);
  }
}
