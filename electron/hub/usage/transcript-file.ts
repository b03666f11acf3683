import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { extname, isAbsolute } from "node:path";
import { z } from "zod";
import { readTranscriptLine, type TranscriptLine } from "../../../shared/usage/transcript-line.ts";
import { hasCode } from "../files/has-code.ts";
import { readLines, type FileLine } from "../files/read-lines.ts";

/** No reply is as long as this; what is longer holds pictures or files, and would take long to parse. */
const MOST_LINE_BYTES = 2_000_000;
const HEAD_BYTES = 4096;
/** No conversation is as long as this. */
const MOST_FILE_BYTES = 1_000_000_000;

/** How far a transcript was read. */
export const ReadPosition = z.object({
  /** What tells this file from another at its path. */
  identity: z.string().max(100),
  /** Behind the last line that was whole. */
  offset: z.number().int().nonnegative(),
  /** Whether the agent was told something and the model has not answered yet. */
  isPrompted: z.boolean(),
});
export type ReadPosition = z.infer<typeof ReadPosition>;

/** A part of a transcript, and how far that brings the reading. */
export interface TranscriptPart {
  readonly lines: readonly TranscriptLine[];
  readonly identity: string;
  readonly offset: number;
  /** Whether it is another file than before, read from its beginning. */
  readonly isAnother: boolean;
}

/**
 * Whether a path can be that of a transcript. It comes from a program that may say anything: one that leads to another
 * machine would introduce this user there.
 */
export function isTranscriptPath(path: string): boolean {
  const isNear = process.platform !== "win32" || /^[a-z]:[\\/]/i.test(path);
  return isNear && isAbsolute(path) && extname(path) === ".jsonl" && !path.includes("\0");
}

/**
 * Reads what was added to a transcript since, in parts. A last line without its end is being written: it is read when it
 * is whole. What is no plain file, or leads to one, is passed over; so is one that is too large to be a transcript.
 */
export async function* readTranscript(
  path: string,
  since: ReadPosition | undefined,
): AsyncGenerator<TranscriptPart, void, void> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EISDIR", "ENXIO")) return undefined;
    throw error;
  });
  if (handle === undefined) return;
  try {
    const info = await handle.stat({ bigint: true });
    if (!info.isFile() || info.size > MOST_FILE_BYTES) return;
    const identity = `${info.dev} ${info.ino}`;
    const isSame = since !== undefined && since.identity === identity && BigInt(since.offset) <= info.size;
    let isAnother = !isSame;
    for await (const lines of readLines(upTo(handle, Number(info.size)), {
      from: isSame ? since.offset : 0,
      mostBytes: MOST_LINE_BYTES,
    })) {
      const whole = lines.filter(({ isEnded }) => isEnded);
      const last = whole.at(-1);
      if (last === undefined) continue;
      yield { lines: whole.map(readLine), identity, offset: last.end, isAnother };
      isAnother = false;
    }
  } finally {
    await handle.close();
  }
}

/** A file as it was when it was opened: some have no end, and some are written as fast as they are read. */
function upTo(handle: FileHandle, end: number): Pick<FileHandle, "read"> {
  const read = (buffer: Buffer, offset: number, length: number, position: number) =>
    handle.read(buffer, offset, Math.max(0, Math.min(length, end - position)), position);
  return { read: read as FileHandle["read"] };
}

function readLine({ bytes, isTooLong }: FileLine): TranscriptLine {
  if (!isTooLong) return readTranscriptLine(bytes.toString("utf8"));
  const head = bytes.toString("utf8", 0, HEAD_BYTES);
  const isPrompt = /"type" ?: ?"user"/.test(head) && !/"tool_result"|"isMeta" ?: ?true/.test(head);
  return { kind: isPrompt ? "prompt" : "other" };
}
