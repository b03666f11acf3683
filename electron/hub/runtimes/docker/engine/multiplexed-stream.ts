import { Duplex } from "node:stream";

const HEADER_BYTES = 8;
const STDERR = 2;
/** What a program complained of, at its end, is short. */
const MAX_COMPLAINT_BYTES = 4096;

/**
 * The standard input and output of a program in a container, over a connection that carries its error output as well:
 * each piece of output has a header with its kind and length. Pieces are passed on as they come, whole or not.
 */
export class MultiplexedStream extends Duplex {
  readonly #connection: Duplex;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerBytes = 0;
  /** What is left of the present piece. */
  #left = 0;
  #isError = false;
  #isOver = false;
  #complaint = Buffer.alloc(0);

  constructor(connection: Duplex) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    connection.on("data", (bytes: Buffer) => {
      if (!this.#take(bytes)) connection.pause();
    });
    connection.on("end", () => this.#over());
    // The close event follows every error, and is what is acted on.
    connection.on("error", () => undefined);
    connection.on("close", () => this.#over());
  }

  /** What the program has written to its error output: the end of it. */
  get complaint(): string {
    return this.#complaint.toString().trim();
  }

  override _read(): void {
    this.#connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#connection.write(chunk, done);
  }

  override _final(done: () => void): void {
    // It may be gone already, and would not call back as one that ends.
    if (this.#connection.destroyed) done();
    else this.#connection.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#connection.destroy();
    done(error);
  }

  /** Nothing more comes; what has come is read first. */
  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.push(null);
  }

  /** Passes on what is output; false where the reader has enough for now. */
  #take(bytes: Buffer): boolean {
    let wantsMore = true;
    for (let at = 0; at < bytes.byteLength && !this.#isOver;) {
      if (this.#left === 0) {
        at += this.#takeHeader(bytes.subarray(at));
        continue;
      }
      const piece = bytes.subarray(at, at + this.#left);
      at += piece.byteLength;
      this.#left -= piece.byteLength;
      if (this.#isError)
        this.#complaint = Buffer.concat([this.#complaint, piece]).subarray(-MAX_COMPLAINT_BYTES);
      else wantsMore = this.push(piece);
    }
    return wantsMore;
  }

  #takeHeader(bytes: Buffer): number {
    const taken = bytes.copy(this.#header, this.#headerBytes, 0, HEADER_BYTES - this.#headerBytes);
    this.#headerBytes += taken;
    if (this.#headerBytes < HEADER_BYTES) return taken;
    this.#headerBytes = 0;
    this.#isError = this.#header[0] === STDERR;
    this.#left = this.#header.readUInt32BE(4);
    return taken;
  }
}
