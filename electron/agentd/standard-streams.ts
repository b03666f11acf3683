import { Socket } from "node:net";
import { Duplex, type Readable, type Writable } from "node:stream";

/** No frame of the link: whoever still reads behind it takes it for the end. */
const END = Buffer.alloc(4);

/**
 * A standard input and output, ours or another program's, as one connection. It closes when the input ends, and says so to the other end when we
 * close it: the streams themselves stay open for as long as the process runs.
 */
export class StandardStreams extends Duplex {
  readonly #input: Readable;
  readonly #output: Writable;

  constructor(input: Readable, output: Writable) {
    super({ allowHalfOpen: false });
    this.#input = input;
    this.#output = output;
    input.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) input.pause();
    });
    input.on("end", () => this.push(null));
    for (const stream of [input, output]) {
      stream.on("error", () => this.destroy());
      stream.on("close", () => this.destroy());
    }
  }

  /** As sockets they never block: a reader that is slow does not keep back whoever writes. */
  static open(input = 0, output = 1): StandardStreams {
    return new StandardStreams(
      new Socket({ fd: input, readable: true, writable: false }),
      new Socket({ fd: output, readable: false, writable: true }),
    );
  }

  override _read(): void {
    this.#input.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#output.write(chunk, done);
  }

  /** After our last word there is nothing more to hear. */
  override _final(done: (error?: Error | null) => void): void {
    done();
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#input.destroy();
    if (this.#output.writable) this.#output.end(END);
    done(error);
  }
}
