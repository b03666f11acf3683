import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { TerminalSize } from "../../shared/terminal/frames.ts";
import { checkpointFile, segmentFile, SIZES_FILE, type Checkpoint, type SizeRecord } from "./output-files.ts";

/** One file of raw output; the cap is kept by dropping whole files. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** What viewers close to the end are served from, without a read. */
const RECENT_BYTES = 512 * 1024;
/** How much waits in memory while the disk takes nothing. */
const UNWRITTEN_BYTES = 8 * 1024 * 1024;
const RETRY_MS = 1000;

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A checkpoint as this log remembers it: its content stays on disk. */
export type CheckpointMark = Pick<Checkpoint, "offset" | "lines" | "isComplete">;

/**
 * All that the program wrote, addressed by byte offset: in files up to a cap, and its latest part in memory. Writing is
 * synchronous, so that whatever a viewer was shown has left this process, and survives its death.
 */
export class OutputLog {
  readonly #folder: string;
  readonly #size: TerminalSize;
  readonly #onProblem: (problem: string | undefined) => void;
  #segments: number[] = [];
  #checkpoints: CheckpointMark[] = [];
  #sizes: SizeRecord[] = [];
  #areSizesTorn = false;
  #recent: Piece[] = [];
  #recentBytes = 0;
  #unwritten: Piece[] = [];
  #unwrittenBytes = 0;
  #file: { readonly descriptor: number; readonly start: number } | undefined;
  #end = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(folder: string, size: TerminalSize, onProblem: (problem: string | undefined) => void) {
    this.#folder = folder;
    this.#size = size;
    this.#onProblem = onProblem;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.resized(size);
  }

  /** The offset behind the last byte. */
  get end(): number {
    return this.#end;
  }

  /** The offset of the oldest byte that can still be read. */
  get start(): number {
    return this.#segments[0] ?? this.#recent[0]?.offset ?? this.#end;
  }

  get checkpoints(): readonly CheckpointMark[] {
    return this.#checkpoints;
  }

  append(bytes: Uint8Array): void {
    const piece = { offset: this.#end, bytes };
    this.#end += bytes.byteLength;
    this.#recent.push(piece);
    this.#recentBytes += bytes.byteLength;
    while (this.#recentBytes - (this.#recent[0]?.bytes.byteLength ?? 0) >= RECENT_BYTES) {
      this.#recentBytes -= this.#recent.shift()?.bytes.byteLength ?? 0;
    }
    this.#unwritten.push(piece);
    this.#unwrittenBytes += bytes.byteLength;
    // While the disk refuses, only the timer asks it again.
    if (this.#retry === undefined) this.#write();
  }

  /** Notes that the terminal has this size from here on. */
  resized(size: TerminalSize): void {
    const record = { offset: this.#end, size };
    this.#sizes.push(record);
    const line = `${JSON.stringify(record)}\n`;
    const isWritten = this.#try(() => appendFileSync(join(this.#folder, SIZES_FILE), line, { mode: 0o600 }));
    if (!isWritten) this.#areSizesTorn = true;
  }

  /** The first change of size behind an offset; of several at one place, the last. */
  nextResize(offset: number): SizeRecord | undefined {
    const first = this.#sizes.find((record) => record.offset > offset);
    return first === undefined ? undefined : { offset: first.offset, size: this.sizeAt(first.offset) };
  }

  /** The terminal's size behind all output before an offset. */
  sizeAt(offset: number): TerminalSize {
    return this.#sizes.findLast((record) => record.offset <= offset)?.size ?? this.#size;
  }

  /** Bytes from an offset on, at most `limit`; nothing where they are gone. */
  read(offset: number, limit: number): Uint8Array | undefined {
    const piece = this.#recent.findLast((candidate) => candidate.offset <= offset);
    if (piece !== undefined)
      return piece.bytes.subarray(offset - piece.offset, offset - piece.offset + limit);
    const start = this.#segments.findLast((candidate) => candidate <= offset);
    if (start === undefined) return undefined;
    const next = this.#segments[this.#segments.indexOf(start) + 1] ?? this.#end;
    return readPart(segmentFile(this.#folder, start), offset - start, Math.min(limit, next - offset));
  }

  addCheckpoint(checkpoint: Checkpoint): void {
    const file = checkpointFile(this.#folder, checkpoint.offset);
    const isWritten = this.#try(() => {
      writeFileSync(`${file}.new`, JSON.stringify(checkpoint), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    });
    if (!isWritten) return;
    const { offset, lines, isComplete } = checkpoint;
    this.#checkpoints = [
      ...this.#checkpoints.filter((mark) => mark.offset !== offset),
      { offset, lines, isComplete },
    ].toSorted((a, b) => a.offset - b.offset);
  }

  /** Lets go of all that lies before a checkpoint: its files, and whole files of output. */
  dropBefore(offset: number): void {
    for (const mark of this.#checkpoints.filter((candidate) => candidate.offset < offset)) {
      rmSync(checkpointFile(this.#folder, mark.offset), { force: true });
    }
    this.#checkpoints = this.#checkpoints.filter((mark) => mark.offset >= offset);
    while (this.#segments[1] !== undefined && this.#segments[1] <= offset) {
      const segment = this.#segments.shift();
      if (segment !== undefined) rmSync(segmentFile(this.#folder, segment), { force: true });
    }
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#write();
    clearTimeout(this.#retry);
    this.#closeFile();
  }

  #write(): void {
    const isWritten = this.#try(() => {
      if (this.#areSizesTorn) this.#rewriteSizes();
      for (let piece = this.#unwritten[0]; piece !== undefined; piece = this.#unwritten[0]) {
        this.#writePiece(piece);
        this.#unwritten.shift();
        this.#unwrittenBytes -= piece.bytes.byteLength;
      }
    });
    if (!isWritten) this.#dropOldestUnwritten();
  }

  /** After a record could not be written, or only a part of it: all of them anew, and in one step. */
  #rewriteSizes(): void {
    const file = join(this.#folder, SIZES_FILE);
    const lines = this.#sizes.map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(`${file}.new`, lines.join(""), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    this.#areSizesTorn = false;
  }

  #writePiece(piece: Piece): void {
    const last = this.#segments.at(-1);
    if (this.#file === undefined || last === undefined || piece.offset - last >= SEGMENT_BYTES) {
      this.#closeFile();
      const descriptor = openSync(segmentFile(this.#folder, piece.offset), "w", 0o600);
      this.#file = { descriptor, start: piece.offset };
      this.#segments.push(piece.offset);
    }
    const { descriptor, start } = this.#file;
    // At its place and not at the end: what a full disk cut short is written again.
    let written = 0;
    while (written < piece.bytes.byteLength) {
      written += writeSync(
        descriptor,
        piece.bytes,
        written,
        piece.bytes.byteLength - written,
        piece.offset - start + written,
      );
    }
  }

  #closeFile(): void {
    if (this.#file !== undefined) closeSync(this.#file.descriptor);
    this.#file = undefined;
  }

  /** The disk stayed full for longer than memory lasts: what is oldest goes, and the files go on behind the gap. */
  #dropOldestUnwritten(): void {
    while (this.#unwrittenBytes > UNWRITTEN_BYTES) {
      this.#unwrittenBytes -= this.#unwritten.shift()?.bytes.byteLength ?? 0;
      this.#closeFile();
    }
  }

  /** Does a piece of disk work; where it fails the session goes on, says what is wrong, and tries again. */
  #try(work: () => void): boolean {
    try {
      work();
      if (this.#retry !== undefined) this.#onProblem(undefined);
      this.#retry = undefined;
      return true;
    } catch (error) {
      this.#onProblem(describe(error));
      this.#retry ??= setTimeout(() => {
        this.#write();
        if (this.#retry !== undefined) this.#retry = this.#retry.refresh();
      }, RETRY_MS);
      return false;
    }
  }
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT") {
    return "The disk is full. New output is kept in memory only, and may be lost if the agent ends now. Free some space.";
  }
  return `Output cannot be written to disk (${code === "" ? "unknown error" : code}). It is kept in memory only.`;
}

/** A part of a file; nothing where the file was taken away from under us, or has no such part. */
function readPart(file: string, position: number, length: number): Uint8Array | undefined {
  const buffer = Buffer.allocUnsafe(length);
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    return undefined;
  }
  try {
    const count = readSync(descriptor, buffer, 0, length, position);
    return count === 0 ? undefined : buffer.subarray(0, count);
  } finally {
    closeSync(descriptor);
  }
}
