import { hash } from "node:crypto";
import type { LineEntry, LineSource, SourceFile } from "../sources/line-source.ts";
import { idOf, placedTime } from "./entry-place.ts";
import type { EntryIndex, IndexedEntry } from "./entry-index.ts";
import type { LineBlocks } from "./line-blocks.ts";

const CHUNK_BYTES = 65_536;
const NEW_LINE = 10;
/** Lines that are longer hold no event: their beginning alone is taken, and does not parse. */
const MOST_LINE_BYTES = 1_048_576;
/** What a file has beyond this is not read. */
const MOST_FILE_BYTES = 64 * 1024 * 1024;

const LINES_PER_PART = 64;

/** How far a file was read: its name, inode and time, the end of what was read, and its last line: place and hash. */
export type SavedFile = readonly [string, number, number, number, number, number, string];

/** What a look at a file has found. */
export interface FileNews {
  /** The rows of entries that were not there before. */
  readonly added: readonly number[];
  /** Whether entries that were there are not any more. */
  readonly hasLost: boolean;
}

const NO_NEWS: FileNews = { added: [], hasLost: false };

/** One file of lines, read as far as it goes, and further when it has grown. */
export class FollowedFile {
  readonly source: LineSource;
  readonly file: SourceFile;
  readonly #code: number;
  #inode = -1;
  #mtimeMs = -1;
  /** Behind the last line that has its end. */
  #end = 0;
  /** The last line, to tell a file that has grown from one that was written anew. */
  #last: LineMark | undefined;

  constructor(source: LineSource, file: SourceFile, index: EntryIndex, saved?: SavedFile) {
    this.source = source;
    this.file = file;
    this.#code = index.files.codeOf(file.name);
    if (saved === undefined) return;
    const [, inode, mtimeMs, end, start, length, sum] = saved;
    this.#inode = inode;
    this.#mtimeMs = mtimeMs;
    this.#end = end;
    if (sum !== "") this.#last = { start, length, sum };
  }

  /** How far it was read, for the next start. */
  save(): SavedFile {
    const { start, length, sum } = this.#last ?? NO_MARK;
    return [this.file.name, this.#inode, this.#mtimeMs, this.#end, start, length, sum];
  }

  /** Whether it has been read. */
  get isKnown(): boolean {
    return this.#inode !== -1;
  }

  /** Reads what was added since; in parts, so that others have their turn. */
  *look(index: EntryIndex, blocks: LineBlocks): Generator<void, FileNews, void> {
    const stamp = blocks.stamp(this.file.path);
    if (stamp === undefined) return this.#forget(index, blocks);
    const size = Math.min(stamp.size, MOST_FILE_BYTES);
    if (stamp.inode === this.#inode && stamp.mtimeMs === this.#mtimeMs && size === this.#end) return NO_NEWS;
    const isSame = stamp.inode === this.#inode && size >= this.#end && this.#isWhereItWas(blocks);
    this.#mtimeMs = stamp.mtimeMs;
    if (isSame && size === this.#end) return NO_NEWS;
    const lost = isSame ? new Set<string>() : index.forget(this.#code);
    if (!isSame) this.#restart(stamp.inode, blocks);
    const added: number[] = [];
    let last: ReadLine | undefined;
    for (const line of linesFrom(blocks, this.file.path, this.#end, size)) {
      last = line;
      this.#end = line.end;
      const entry =
        line.bytes === undefined ? undefined : this.source.read(line.bytes.toString("utf8"), this.file);
      if (entry !== undefined) added.push(index.add(this.#code, placed(entry, line)));
      if (added.length % LINES_PER_PART === LINES_PER_PART - 1) yield;
    }
    if (last !== undefined) this.#last = markOf(last);
    return {
      added: added.filter((row) => !lost.delete(idOf(index.placeIn(row)))),
      hasLost: lost.size > 0,
    };
  }

  #forget(index: EntryIndex, blocks: LineBlocks): FileNews {
    if (this.#inode === -1) return NO_NEWS;
    this.#restart(-1, blocks);
    return { added: [], hasLost: index.forget(this.#code).size > 0 };
  }

  #restart(inode: number, blocks: LineBlocks): void {
    this.#inode = inode;
    this.#end = 0;
    this.#last = undefined;
    blocks.forget(this.file.path);
  }

  #isWhereItWas(blocks: LineBlocks): boolean {
    if (this.#last === undefined) return true;
    const { start, length, sum } = this.#last;
    return sumOf(blocks.readNow(this.file.path, start, length)) === sum;
  }
}

interface ReadLine {
  readonly start: number;
  readonly end: number;
  /** Without its end; nothing of a line that is too long. */
  readonly bytes: Buffer | undefined;
}

/** The lines that have their ends; what stands behind the last of them is being written. */
function* linesFrom(
  blocks: LineBlocks,
  path: string,
  from: number,
  size: number,
): Generator<ReadLine, void, void> {
  let start = from;
  let pieces: Buffer[] = [];
  for (let at = from; at < size;) {
    const chunk = blocks.readNow(path, at, Math.min(CHUNK_BYTES, size - at));
    if (chunk.length === 0) return;
    let begin = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, begin)) {
      const next = at + end + 1;
      pieces.push(chunk.subarray(begin, end));
      const isTooLong = next - 1 - start > MOST_LINE_BYTES;
      yield { start, end: next, bytes: isTooLong ? undefined : joined(pieces) };
      pieces = [];
      begin = end + 1;
      start = next;
    }
    at += chunk.length;
    if (at - start <= MOST_LINE_BYTES) pieces.push(chunk.subarray(begin));
  }
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
}

function placed({ at, kind, agent, document }: LineEntry, { start, end }: ReadLine): IndexedEntry {
  return { at: placedTime(at), kind, agent, document, start, length: end - 1 - start };
}

const NO_MARK: LineMark = { start: 0, length: 0, sum: "" };

interface LineMark {
  readonly start: number;
  readonly length: number;
  readonly sum: string;
}

function markOf({ start, bytes }: ReadLine): LineMark | undefined {
  return bytes === undefined ? undefined : { start, length: bytes.length, sum: sumOf(bytes) };
}

function sumOf(bytes: Buffer): string {
  return hash("sha1", bytes, "base64url");
}
