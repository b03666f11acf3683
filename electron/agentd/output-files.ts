import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { TerminalSize } from "../../shared/terminal/frames.ts";

/**
 * The files of a session's output folder:
 *   `<offset>.raw`         what the program wrote, from that offset up to where the next one begins
 *   `<offset>.checkpoint`  the terminal as it was at that offset, to replay from
 *   `sizes`                a JSON line for each size, with the offset from which it holds
 */
export const SIZES_FILE = "sizes";

const SizeRecord = z.object({ offset: z.number().int().min(0), size: TerminalSize });
export type SizeRecord = z.infer<typeof SizeRecord>;

const Checkpoint = z.object({
  offset: z.number().int().min(0),
  size: TerminalSize,
  title: z.string(),
  /** How many lines had scrolled away since the program started. */
  lines: z.number().int().min(0),
  /** Whether the content brings all the history that is wanted, so that nothing before it is needed. */
  isComplete: z.boolean(),
  content: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export function segmentFile(folder: string, offset: number): string {
  return join(folder, `${offset}.raw`);
}

export function checkpointFile(folder: string, offset: number): string {
  return join(folder, `${offset}.checkpoint`);
}

/** The offsets at which files of one kind begin, in order. */
export function offsetsOf(folder: string, kind: "raw" | "checkpoint"): number[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = new RegExp(`^(\\d+)\\.${kind}$`).exec(name);
      return match?.[1] === undefined ? [] : [Number(match[1])];
    })
    .toSorted((a, b) => a - b);
}

export function readCheckpoint(folder: string, offset: number): Checkpoint | undefined {
  // A checkpoint that a crash cut short is as good as none: the one before it serves.
  const parsed = parseJson(readFileSync(checkpointFile(folder, offset), "utf8"));
  return Checkpoint.safeParse(parsed).data;
}

export function readSizes(folder: string): SizeRecord[] {
  const lines = readFileSync(join(folder, SIZES_FILE), "utf8").split("\n");
  return lines.flatMap((line) => SizeRecord.safeParse(parseJson(line)).data ?? []);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
