/** Reports of the mouse: nothing is typed by them. */
const MOUSE = /^(?:\x1b\[(?:<[\d;]+[Mm]|M[\s\S]{3}))+$/;

/** What viewers type, on its way to the program. It is kept back while the program is told something. */
export class InputGate {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #now: () => number;
  #queue: Uint8Array[] | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(write: (bytes: Uint8Array) => void, now: () => number) {
    this.#write = write;
    this.#now = now;
  }

  /** When somebody last typed. */
  get lastAt(): number {
    return this.#lastAt;
  }

  type(bytes: Uint8Array): void {
    if (!MOUSE.test(Buffer.from(bytes).toString("latin1"))) this.#lastAt = this.#now();
    if (this.#queue === undefined) this.#write(bytes);
    else this.#queue.push(bytes);
  }

  /** From now on what is typed waits. */
  close(): void {
    this.#queue ??= [];
  }

  get isClosed(): boolean {
    return this.#queue !== undefined;
  }

  /** What was typed meanwhile goes nowhere: what it was meant for is no longer there. */
  drop(): void {
    this.#queue = undefined;
  }

  /** What was typed meanwhile goes on, in its order. */
  open(): void {
    const queue = this.#queue ?? [];
    this.#queue = undefined;
    for (const bytes of queue) this.#write(bytes);
  }
}
