import { Transform, type TransformCallback } from "node:stream";

const NEWLINE = 10;
/** Of a line that is left out, so much of its beginning and of its end is kept to find out whose answer it waits for. */
const KEPT_BYTES = 512;
/** An id stands at the beginning of a message or at its end, as programs write them; elsewhere it is not looked for. */
const ID = String.raw`(-?\d{1,15}|"(?:[^"\\]|\\.)*")`;
const ID_FIRST = new RegExp(String.raw`^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*${ID}\s*,`);
const ID_LAST = new RegExp(String.raw`,\s*"id"\s*:\s*${ID}\s*\}\s*$`);

interface LeftOut {
  head: Buffer;
  tail: Buffer;
}

/**
 * Lets whole lines through, in pieces no larger than needed, and leaves out each that is too long; of that it tells the id,
 * or `null` where none is found. Whoever sends one such line goes on to be heard.
 */
export class WholeLines extends Transform {
  readonly #maxBytes: number;
  readonly #onLeftOut: (id: string | number | null) => void;
  #begun: Buffer[] = [];
  #bytes = 0;
  #leftOut: LeftOut | undefined;

  constructor(maxBytes: number, onLeftOut: (id: string | number | null) => void) {
    super();
    this.#maxBytes = maxBytes;
    this.#onLeftOut = onLeftOut;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.#take(chunk.subarray(from, end + 1));
      this.#endLine();
      from = end + 1;
    }
    this.#take(chunk.subarray(from));
    done();
  }

  #take(bytes: Buffer): void {
    if (this.#leftOut !== undefined) {
      const { tail } = this.#leftOut;
      this.#leftOut.tail = lastOf(Buffer.concat([tail, lastOf(bytes)]));
      return;
    }
    this.#begun.push(bytes);
    this.#bytes += bytes.byteLength;
    if (this.#bytes <= this.#maxBytes) return;
    const line = Buffer.concat(this.#begun);
    this.#leftOut = { head: Buffer.from(line.subarray(0, KEPT_BYTES)), tail: Buffer.from(lastOf(line)) };
    this.#begun = [];
    this.#bytes = 0;
  }

  #endLine(): void {
    if (this.#leftOut === undefined) this.push(Buffer.concat(this.#begun));
    else this.#onLeftOut(idOf(this.#leftOut));
    this.#begun = [];
    this.#bytes = 0;
    this.#leftOut = undefined;
  }
}

function lastOf(bytes: Buffer): Buffer {
  return bytes.subarray(Math.max(0, bytes.byteLength - KEPT_BYTES));
}

function idOf({ head, tail }: LeftOut): string | number | null {
  const found = ID_FIRST.exec(head.toString())?.[1] ?? ID_LAST.exec(tail.toString())?.[1];
  if (found === undefined) return null;
  try {
    const id: unknown = JSON.parse(found);
    return typeof id === "string" || typeof id === "number" ? id : null;
  } catch {
    return null;
  }
}
