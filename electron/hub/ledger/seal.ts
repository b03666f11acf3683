import { hash } from "node:crypto";
import { z } from "zod";
import { LedgerEntry } from "../../../shared/ledger/ledger-entry.ts";

/** A line of the ledger: an entry with its place in the chain. */
export interface ChainedEntry {
  readonly seq: number;
  /** Milliseconds of the clock of the hub that wrote it. */
  readonly at: number;
  /** The hash of the line before it; empty where a chain begins. */
  readonly prev: string;
  /** SHA-256 of the line's bytes before `,"hash":`. */
  readonly hash: string;
  /** Nothing where a later version of Quorum has written what this one does not know. */
  readonly entry: LedgerEntry | undefined;
}

const Place = z.object({
  seq: z.number().int().positive(),
  at: z.number(),
  prev: z.string(),
  kind: z.string(),
});

const BEFORE_HASH = ',"hash":"';
const AFTER_HASH = '"}';
const HASH_CHARS = 43;
const SEAL_BYTES = BEFORE_HASH.length + HASH_CHARS + AFTER_HASH.length;

/** Writes an entry as a line, with its end, and answers with its hash. */
export function sealEntry(
  entry: LedgerEntry,
  place: { readonly seq: number; readonly at: number; readonly prev: string },
): { readonly line: string; readonly hash: string } {
  const { seq, at, prev } = place;
  const text = JSON.stringify({ seq, at, prev, ...entry }).slice(0, -1);
  const sum = hash("sha256", text, "base64url");
  return { line: `${text}${BEFORE_HASH}${sum}${AFTER_HASH}\n`, hash: sum };
}

/** What can be made of a line: with `isIntact`, exactly what was written. */
export interface UnsealedLine {
  readonly isIntact: boolean;
  /** What is still to be read of it; of a damaged line only as a help. */
  readonly chained: ChainedEntry | undefined;
  /** The hash that it says it has, for finding the chain again behind a damaged line. */
  readonly claimed: string | undefined;
}

/** Reads a line, given without its end. */
export function unsealLine(bytes: Buffer): UnsealedLine {
  const cut = bytes.length - SEAL_BYTES;
  const seal = cut < 0 ? "" : bytes.toString("latin1", cut);
  const claimed =
    seal.startsWith(BEFORE_HASH) && seal.endsWith(AFTER_HASH)
      ? seal.slice(BEFORE_HASH.length, -AFTER_HASH.length)
      : undefined;
  const isIntact = claimed !== undefined && hash("sha256", bytes.subarray(0, cut), "base64url") === claimed;
  return { isIntact, chained: parseLine(bytes), claimed };
}

function parseLine(bytes: Buffer): ChainedEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const place = Place.safeParse(value).data;
  if (place === undefined) return undefined;
  const { seq, at, prev } = place;
  const claimed = (value as { readonly hash?: unknown }).hash;
  const entry = LedgerEntry.safeParse(value).data;
  return { seq, at, prev, hash: typeof claimed === "string" ? claimed : "", entry };
}
