import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { hasCode } from "../../files/has-code.ts";

const BLOCK_BYTES = 65_536;
/** Four megabytes: a page's lines lie close together, and a search goes through a file from its end to its beginning. */
const MOST_BLOCKS = 64;
/** A project's data may come from anywhere: nothing is read through a link, or from a pipe. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** How a file stands. */
export interface FileStamp {
  readonly inode: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Reads pieces of many files, and keeps the blocks that were read last. */
export class LineBlocks {
  readonly #blocks = new Map<string, Buffer>();

  /** How a file stands; nothing where it is none that could be read. */
  stamp(path: string): FileStamp | undefined {
    const info = lstatSync(path, { throwIfNoEntry: false });
    return info?.isFile() === true ? { inode: info.ino, size: info.size, mtimeMs: info.mtimeMs } : undefined;
  }

  /** What stands there now, whatever was read before. */
  readNow(path: string, start: number, length: number): Buffer {
    return readBytes(path, start, length);
  }

  /** The bytes from a place on, which are fewer where the file ends before. */
  read(path: string, start: number, length: number): Buffer {
    const pieces: Buffer[] = [];
    for (let at = start; at < start + length;) {
      const number = Math.floor(at / BLOCK_BYTES);
      const block = this.#block(path, number, start + length);
      const from = at - number * BLOCK_BYTES;
      const piece = block.subarray(from, Math.min(block.length, from + start + length - at));
      if (piece.length === 0) break;
      pieces.push(piece);
      at += piece.length;
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
  }

  /** Forgets what was read of a file that is another now. */
  forget(path: string): void {
    for (const key of this.#blocks.keys()) if (key.startsWith(`${path}\0`)) this.#blocks.delete(key);
  }

  #block(path: string, number: number, end: number): Buffer {
    const key = `${path}\0${number}`;
    const known = this.#blocks.get(key);
    this.#blocks.delete(key);
    const isEnough =
      known !== undefined && (known.length === BLOCK_BYTES || number * BLOCK_BYTES + known.length >= end);
    const block = isEnough ? known : readBytes(path, number * BLOCK_BYTES, BLOCK_BYTES);
    this.#blocks.set(key, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MOST_BLOCKS) break;
      this.#blocks.delete(oldest);
    }
    return block;
  }
}

const NOTHING = Buffer.alloc(0);

function readBytes(path: string, start: number, most: number): Buffer {
  const bytes = opened(path, (handle) => {
    const info = fstatSync(handle);
    const length = info.isFile() ? Math.max(0, Math.min(most, info.size - start)) : 0;
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const read = readSync(handle, buffer, filled, length - filled, start + filled);
      if (read === 0) break;
      filled += read;
    }
    return buffer.subarray(0, filled);
  });
  return bytes ?? NOTHING;
}

function opened<T>(path: string, work: (handle: number) => T): T | undefined {
  let handle: number;
  try {
    handle = openSync(path, READ);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EISDIR", "EACCES", "EPERM", "ENXIO", "EMLINK"))
      return undefined;
    throw error;
  }
  try {
    return work(handle);
  } finally {
    closeSync(handle);
  }
}
