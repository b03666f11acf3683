import type { FileHandle } from "node:fs/promises";

/** Small enough that working through its lines holds up nobody: each part is read anew from the disk. */
const CHUNK_BYTES = 65_536;
const NEW_LINE = 10;

/** A line of a file, without its end. */
export interface FileLine {
  /** Its bytes, until the next part is asked for; of a line that is too long, only the beginning. */
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly start: number;
  /** Where the next one begins. */
  readonly end: number;
  /** Whether its end was there; only the last one may lack it. */
  readonly isEnded: boolean;
  readonly isTooLong: boolean;
}

export interface ReadLinesOptions {
  /** Where to begin. */
  readonly from?: number;
  /** Of a line that is longer than this no more is kept in memory. */
  readonly mostBytes: number;
}

/** The lines of a file, in parts, from a position to the end that the file has by then. */
export async function* readLines(
  file: Pick<FileHandle, "read">,
  { from = 0, mostBytes }: ReadLinesOptions,
): AsyncGenerator<readonly FileLine[], void, void> {
  let position = from;
  let start = from;
  let pieces: Buffer[] = [];
  let keptBytes = 0;
  const keep = (piece: Buffer): void => {
    if (piece.length === 0 || keptBytes >= mostBytes) return;
    const part = piece.subarray(0, mostBytes - keptBytes);
    pieces.push(part);
    keptBytes += part.length;
  };
  const finish = (end: number, isEnded: boolean): FileLine => {
    const [first = Buffer.alloc(0)] = pieces;
    const bytes = pieces.length > 1 ? Buffer.concat(pieces) : first;
    const length = end - start - (isEnded ? 1 : 0);
    const line = { bytes, start, end, isEnded, isTooLong: length > bytes.length };
    start = end;
    pieces = [];
    keptBytes = 0;
    return line;
  };
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    const lines: FileLine[] = [];
    let at = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, at)) {
      keep(chunk.subarray(at, end));
      at = end + 1;
      lines.push(finish(position + at, true));
    }
    // The buffer is used again for the next part.
    keep(Buffer.from(chunk.subarray(at)));
    position += bytesRead;
    if (lines.length > 0) yield lines;
  }
  if (position > start) yield [finish(position, false)];
}
