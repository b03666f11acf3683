import { readFileSync } from "node:fs";
import type { Terminal } from "@xterm/headless";
import type { SnapshotHeader } from "../../shared/terminal/frames.ts";
import { createTextDecoder } from "../../shared/terminal/text-decoder.ts";
import { createTerminal } from "./create-terminal.ts";
import {
  offsetsOf,
  readCheckpoint,
  readSizes,
  segmentFile,
  type Checkpoint,
  type SizeRecord,
} from "./output-files.ts";
import { snapshotOf } from "./snapshot.ts";
import { internalsOf } from "./xterm-internals.ts";

/** How many lines of history are brought back. */
export const HISTORY_LINES = 10_000;
/** Room above what is asked for, since a wrapped line takes several rows. */
const SCROLLBACK_ROWS = 12_000;
const CHUNK_BYTES = 262_144;
const TITLE_CHARS = 200;
const FALLBACK_SIZE = { columns: 80, rows: 24 };

export interface Replayed {
  readonly header: SnapshotHeader;
  readonly content: string;
}

/**
 * Brings a terminal back from the files of its session: from a checkpoint far enough back, by playing the raw output
 * again at the sizes it was written for. It runs in a process of its own, so that its memory goes when it is done.
 */
export function replay(folder: string, to: number = Number.POSITIVE_INFINITY): Replayed {
  const { terminal, title, offset } = playBack(folder, to);
  const size = { columns: terminal.cols, rows: terminal.rows };
  const header = { offset, size, title: title.slice(0, TITLE_CHARS), kind: "history" as const };
  return { header, content: snapshotOf(terminal, SCROLLBACK_ROWS) };
}

/** The last lines with something in them, as plain text. */
export function lastLines(folder: string, count: number): string[] {
  const { terminal } = playBack(folder, Number.POSITIVE_INFINITY);
  const buffer = terminal.buffer.active;
  const lines = Array.from(
    { length: buffer.length },
    (_, y) => buffer.getLine(y)?.translateToString(true) ?? "",
  );
  return lines.filter((line) => line.trim() !== "").slice(-count);
}

function playBack(folder: string, to: number): { terminal: Terminal; title: string; offset: number } {
  const sizes = readSizes(folder);
  const start = chooseStart(folder, to);
  const terminal = createTerminal(start?.size ?? sizes[0]?.size ?? FALLBACK_SIZE, SCROLLBACK_ROWS);
  let title = start?.title ?? "";
  terminal.onTitleChange((next) => {
    title = next;
  });
  if (start !== undefined) internalsOf(terminal).writeSync(start.content);
  const offset = play(folder, terminal, start?.offset ?? 0, to, sizes);
  return { terminal, title, offset };
}

/** The latest checkpoint that has enough lines behind it, or brings them along; else the earliest. */
function chooseStart(folder: string, to: number): Checkpoint | undefined {
  const offsets = offsetsOf(folder, "checkpoint").filter((offset) => offset <= to);
  const checkpoints = offsets.flatMap((offset) => readCheckpoint(folder, offset) ?? []);
  const newest = checkpoints.at(-1);
  if (newest === undefined) return undefined;
  // The file at 0 has no checkpoint: it is its own beginning.
  const reachesStart = offsetsOf(folder, "raw")[0] === 0;
  const enough = checkpoints.findLast(
    (mark) => mark.isComplete || newest.lines - mark.lines >= HISTORY_LINES,
  );
  return enough ?? (reachesStart ? undefined : checkpoints[0]);
}

/** Plays the raw output from one offset to another; answers where it ended. */
function play(
  folder: string,
  terminal: Terminal,
  from: number,
  to: number,
  sizes: readonly SizeRecord[],
): number {
  const core = internalsOf(terminal);
  const decoder = createTextDecoder();
  let offset = from;
  const resizes = sizes.filter((record) => record.offset >= from);
  const resizeUpTo = (limit: number): void => {
    while (resizes[0] !== undefined && resizes[0].offset <= limit) {
      const { size } = resizes.shift() as SizeRecord;
      terminal.resize(size.columns, size.rows);
    }
  };
  resizeUpTo(offset);
  for (const start of offsetsOf(folder, "raw")) {
    const bytes = readFileSync(segmentFile(folder, start));
    const end = Math.min(start + bytes.byteLength, to);
    // A gap, where the disk was full: what follows it is played on, at its own offsets.
    if (start > offset) offset = start;
    while (offset < end) {
      resizeUpTo(offset);
      const stop = Math.min(end, offset + CHUNK_BYTES, resizes[0]?.offset ?? end);
      core.writeSync(decoder.decode(bytes.subarray(offset - start, stop - start), { stream: true }));
      offset = stop;
    }
  }
  resizeUpTo(offset);
  return offset;
}
