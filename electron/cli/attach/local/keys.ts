import type { DetachKey } from "../detach-key.ts";

/** What a person did at the local terminal. */
export type KeyEvent =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "mouse"; readonly parameters: string; readonly isRelease: boolean }
  | { readonly kind: "detach" };

const ESCAPE = 0x1b;
const PASTE_START = "[200~";
const PASTE_END = "[201~";

/** No key and no report is longer; what is, is passed on as it comes. */
const MAX_SEQUENCE_BYTES = 64;

/**
 * Reads what the local terminal sends. Keys and pastes pass through byte for byte; mouse reports are handed out to
 * be translated; focus reports and answers to device queries are dropped: the session host is the one answerer.
 */
export class Keys {
  readonly #detachByte: number;
  readonly #emit: (event: KeyEvent) => void;
  #held = Buffer.alloc(0);
  #isPasting = false;

  constructor(detach: DetachKey, emit: (event: KeyEvent) => void) {
    this.#detachByte = detach.byte;
    this.#emit = emit;
  }

  /**
   * True while the beginning of a sequence waits for its end; if nothing follows soon, it was the Escape key.
   * In a paste, whose end always follows, it may wait for as long as it takes.
   */
  get isHolding(): boolean {
    return this.#held.byteLength > 0 && !this.#isPasting;
  }

  /** Takes what is held for what it is, since nothing followed it. */
  release(): void {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    this.#pass(held);
  }

  read(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    let start = 0;
    let at = 0;
    while (at < bytes.byteLength) {
      if (bytes[at] === this.#detachByte && !this.#isPasting) {
        this.#pass(bytes.subarray(start, at));
        this.#emit({ kind: "detach" });
        return;
      }
      if (bytes[at] !== ESCAPE) {
        at += 1;
        continue;
      }
      const length = sequenceLength(bytes, at);
      if (length === undefined) {
        this.#pass(bytes.subarray(start, at));
        this.#held = Buffer.from(bytes.subarray(at));
        return;
      }
      const event = this.#meaningOf(bytes.toString("latin1", at + 1, at + length));
      if (event !== "key") {
        this.#pass(bytes.subarray(start, at));
        if (event !== "answer") this.#emit(event);
        start = at + length;
      }
      at += length;
    }
    this.#pass(bytes.subarray(start));
  }

  #meaningOf(sequence: string): KeyEvent | "key" | "answer" {
    if (this.#isPasting) {
      this.#isPasting = sequence !== PASTE_END;
      return "key";
    }
    if (sequence === PASTE_START) {
      this.#isPasting = true;
      return "key";
    }
    const mouse = /^\[<([\d;]+)([Mm])$/.exec(sequence);
    if (mouse !== null) return { kind: "mouse", parameters: mouse[1] ?? "", isRelease: mouse[2] === "m" };
    // No key sends a private marker: what does is an answer to some query. `[I` and `[O` report the focus.
    return /^\[(?:[<=>?]|[IO]$)/.test(sequence) ? "answer" : "key";
  }

  #pass(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) this.#emit({ kind: "bytes", bytes });
  }
}

/** How long the sequence is that begins here; 1 if it is an Escape and no sequence; undefined if its end is missing. */
function sequenceLength(bytes: Uint8Array, start: number): number | undefined {
  const second = bytes[start + 1];
  if (second === undefined) return undefined;
  if (second !== 0x5b) return 1;
  const limit = Math.min(bytes.byteLength, start + MAX_SEQUENCE_BYTES);
  for (let at = start + 2; at < limit; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x40 && byte <= 0x7e) return at - start + 1;
    if (byte < 0x20 || byte > 0x7e) return 1;
  }
  return limit === start + MAX_SEQUENCE_BYTES ? 1 : undefined;
}
