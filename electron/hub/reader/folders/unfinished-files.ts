/** When a file that looked unfinished is looked at again, counted from the look before. */
const RETRIES_MS = [2, 8, 30, 120, 400, 1000];

/** Files that were empty or cut when they were looked at, and are looked at again until they are whole, or stay so. */
export class UnfinishedFiles {
  readonly #attempts = new Map<string, number>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** Plans another look at a file; says no when there were enough of them. */
  retry(path: string, look: () => void): boolean {
    if (this.#timers.has(path)) return true;
    const attempt = this.#attempts.get(path) ?? 0;
    const delay = RETRIES_MS[attempt];
    if (delay === undefined) {
      this.#attempts.delete(path);
      return false;
    }
    this.#attempts.set(path, attempt + 1);
    const timer = setTimeout(() => {
      this.#timers.delete(path);
      look();
      if (!this.#timers.has(path)) this.#attempts.delete(path);
    }, delay);
    this.#timers.set(path, timer);
    return true;
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
