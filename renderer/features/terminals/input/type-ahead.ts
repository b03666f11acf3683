/** Longer than a terminal takes to appear; what was typed before that was not meant for what appears now. */
export const KEPT_MS = 3000;
/** More than anybody types meanwhile. */
const MOST_BYTES = 4096;

interface Typed {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** What a person types into a terminal that is just about to appear: nobody waits for the screen to type what they know. */
export class TypeAhead {
  #typed: Typed[] = [];
  #size = 0;

  get isEmpty(): boolean {
    return this.#typed.length === 0;
  }

  add(bytes: Uint8Array, now: number): void {
    if (this.#size + bytes.byteLength > MOST_BYTES) return;
    this.#size += bytes.byteLength;
    this.#typed.push({ bytes, at: now });
  }

  /** Everything that was typed and is still meant, in order. */
  take(now: number): Uint8Array[] {
    const typed = this.#typed.filter(({ at }) => now - at <= KEPT_MS);
    this.#typed = [];
    this.#size = 0;
    return typed.map(({ bytes }) => bytes);
  }
}
