import { join } from "node:path";
import { isItemEntry, type LedgerBreak } from "../../../shared/ledger/ledger-entry.ts";
import { readLines } from "../files/read-lines.ts";
import { hasCode } from "../files/has-code.ts";
import type { ChainPosition } from "./chain-writer.ts";
import { followChain, type TornLine } from "./follow-chain.ts";
import { readHead } from "./head-file.ts";
import { ItemIndex } from "./item-index.ts";
import { fileName, fileNumbers, READ, type FileSystem } from "./ledger-folder.ts";
import { unsealLine } from "./seal.ts";

/** The first line of a file names at most a hundred breaks. */
const MOST_FIRST_LINE_BYTES = 65_536;

/** What an earlier run has left. */
export interface LoadedLedger {
  readonly index: ItemIndex;
  /** Where the chain goes on; nothing where there is none yet. */
  readonly end: ChainPosition | undefined;
  /** No line and no file may get a number again, whatever became of the one that had it. */
  readonly lastSeq: number;
  readonly lastFile: number;
  readonly torn: TornLine | undefined;
  readonly breaks: readonly LedgerBreak[];
}

/**
 * Reads what is needed to go on: the last file, which begins with all that was open by then. Only where something is
 * wrong are those before it read as well.
 */
export async function loadLedger(files: FileSystem, folder: string): Promise<LoadedLedger> {
  const head = await readHead(files, folder);
  const numbers = await fileNumbers(files, folder);
  const read = async (first: number): Promise<LoadedLedger> => {
    const index = new ItemIndex();
    const { end, torn, breaks } = await followChain({
      files,
      folder,
      numbers: numbers.slice(first),
      head,
      isPart: first > 0,
      onLine: ({ entry, at }) => {
        // Also of a damaged line: what it says is more likely than that nothing had happened.
        if (entry !== undefined && isItemEntry(entry)) index.load(entry, at);
      },
    });
    const known = typeof head === "string" ? { seq: 0, file: 0 } : head;
    return {
      index,
      end,
      lastSeq: Math.max(end?.seq ?? 0, known.seq),
      lastFile: Math.max(numbers.at(-1) ?? 0, known.file),
      torn,
      breaks,
    };
  };
  const first = await lastGoodStart(files, folder, numbers);
  const loaded = await read(first);
  return first > 0 && loaded.breaks.length > 0 ? read(0) : loaded;
}

/** Where to begin: at the last file whose first line can be relied on. */
async function lastGoodStart(files: FileSystem, folder: string, numbers: readonly number[]): Promise<number> {
  for (let index = numbers.length - 1; index > 0; index -= 1)
    if (await hasGoodStart(files, join(folder, fileName(numbers[index] ?? 0)))) return index;
  return 0;
}

async function hasGoodStart(files: FileSystem, path: string): Promise<boolean> {
  const handle = await files.open(path, READ).catch((error: unknown) => {
    if (hasCode(error, "ELOOP", "EISDIR")) return undefined;
    throw error;
  });
  if (handle === undefined) return false;
  try {
    for await (const [line] of readLines(handle, { mostBytes: MOST_FIRST_LINE_BYTES })) {
      if (line === undefined) return false;
      const { isIntact, chained } = unsealLine(line.bytes);
      return isIntact && chained?.entry?.kind === "opened";
    }
    return false;
  } catch (error) {
    if (hasCode(error, "EISDIR")) return false;
    throw error;
  } finally {
    await handle.close();
  }
}
