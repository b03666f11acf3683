/** Above this much unparsed output the program has to wait: about 20 ms of parsing. */
const PARSE_HIGH_BYTES = 1024 * 1024;
const PARSE_LOW_BYTES = 256 * 1024;
/**
 * While nobody watches, output beyond this rate only costs everyone else their processor: one megabyte, or some ten
 * thousand lines, a second, far above what a program has to say.
 */
const UNWATCHED_BYTES_PER_MS = 1024;
const UNWATCHED_BURST_BYTES = 1024 * 1024;

export interface Pausable {
  pause(): void;
  resume(): void;
}

/** Decides when the program's output is read: no faster than it is parsed, and gently while nobody watches. */
export class Pacing {
  readonly #program: Pausable;
  #isBehind = false;
  #isResting = false;
  #budget = UNWATCHED_BURST_BYTES;
  #refilledAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(program: Pausable) {
    this.#program = program;
  }

  /** Takes note of output that was read, of which so much waits to be parsed. */
  onRead(bytes: number, waiting: number, isWatched: boolean): void {
    if (waiting > PARSE_HIGH_BYTES) this.#isBehind = true;
    if (!isWatched) this.#spend(bytes);
    this.#apply();
  }

  onParsed(waiting: number): void {
    if (waiting > PARSE_LOW_BYTES || !this.#isBehind) return;
    this.#isBehind = false;
    this.#apply();
  }

  /** Somebody began to watch. */
  onWatched(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isResting = false;
    this.#budget = UNWATCHED_BURST_BYTES;
    this.#apply();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #spend(bytes: number): void {
    const now = performance.now();
    const refilled = this.#budget + (now - this.#refilledAt) * UNWATCHED_BYTES_PER_MS;
    this.#budget = Math.min(UNWATCHED_BURST_BYTES, refilled) - bytes;
    this.#refilledAt = now;
    if (this.#budget >= 0 || this.#timer !== undefined) return;
    this.#isResting = true;
    this.#timer = setTimeout(() => this.#wake(), -this.#budget / UNWATCHED_BYTES_PER_MS);
  }

  #wake(): void {
    this.#timer = undefined;
    this.#isResting = false;
    this.#apply();
  }

  #isPaused = false;

  #apply(): void {
    const shouldPause = this.#isBehind || this.#isResting;
    if (shouldPause === this.#isPaused) return;
    this.#isPaused = shouldPause;
    if (shouldPause) this.#program.pause();
    else this.#program.resume();
  }
}
