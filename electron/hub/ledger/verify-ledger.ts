import type { LedgerBreak, LedgerEntry } from "../../../shared/ledger/ledger-entry.ts";
import { followChain } from "./follow-chain.ts";
import { readHead } from "./head-file.ts";
import { fileName, fileNumbers, nodeFileSystem, type FileSystem } from "./ledger-folder.ts";
import type { ChainedEntry } from "./seal.ts";

/** A break, and who noticed it. */
export interface FoundBreak extends LedgerBreak {
  /** The file in which a later run has named it and begun a new chain. */
  readonly namedIn?: string;
}

/** What was found in a ledger. */
export interface LedgerReport {
  readonly files: number;
  readonly entries: number;
  /** How many entries there are of each kind; `unknown` are those of a later version. */
  readonly counts: Readonly<Partial<Record<LedgerEntry["kind"] | "unknown", number>>>;
  readonly breaks: readonly FoundBreak[];
  /** How many breaks there are, also where not all are named. */
  readonly breakCount: number;
  /** The file whose last line is unfinished: it is being written, or a crash has cut it short. */
  readonly unfinishedIn?: string;
}

/** Reads the whole ledger, and changes nothing. It may be written to meanwhile. */
export async function verifyLedger(
  folder: string,
  files: FileSystem = nodeFileSystem,
): Promise<LedgerReport> {
  const head = await readHead(files, folder);
  const numbers = await fileNumbers(files, folder);
  const named: FoundBreak[] = [];
  const counts: Partial<Record<LedgerEntry["kind"] | "unknown", number>> = {};
  let entries = 0;
  const count = ({ entry }: ChainedEntry, file: string): void => {
    const kind = entry?.kind ?? "unknown";
    entries += 1;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (entry?.kind === "opened") named.push(...entry.breaks.map((found) => ({ ...found, namedIn: file })));
  };
  const chain = await followChain({ files, folder, numbers, head, isPart: false, onLine: count });
  const isNamed = ({ file, line }: LedgerBreak): boolean =>
    named.some((other) => other.file === file && other.line === line);
  const found = chain.breaks.filter((other) => !isNamed(other));
  return {
    files: numbers.length,
    entries,
    counts,
    breaks: [...named, ...found].toSorted(
      (one, other) => compare(one.file, other.file) || one.line - other.line,
    ),
    breakCount: named.length + chain.breakCount - (chain.breaks.length - found.length),
    ...(chain.torn === undefined ? {} : { unfinishedIn: fileName(numbers.at(-1) ?? 1) }),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
