/** Under load output is gathered this long: short enough not to be felt, long enough to save most of the work. */
const GATHER_MS = 4;
/** A batch never grows past this, so that no one piece of work is long. */
const BATCH_BYTES = 65_536;

/** Joins the many small pieces that a PTY delivers: at once while it is calm, a few milliseconds' worth under load. */
export class OutputBatcher {
  readonly #onBatch: (batch: Uint8Array) => void;
  #pieces: Uint8Array[] = [];
  #size = 0;
  #flushedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(onBatch: (batch: Uint8Array) => void) {
    this.#onBatch = onBatch;
  }

  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#size += piece.byteLength;
    if (this.#size >= BATCH_BYTES) this.flush();
    else if (this.#timer === undefined) {
      const wait = this.#flushedAt + GATHER_MS - performance.now();
      if (wait <= 0) this.flush();
      else this.#timer = setTimeout(() => this.flush(), wait);
    }
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#size === 0) return;
    const [first] = this.#pieces;
    const batch =
      this.#pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [];
    this.#size = 0;
    this.#flushedAt = performance.now();
    this.#onBatch(batch);
  }
}
