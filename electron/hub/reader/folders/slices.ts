/** Work that can pause at each `yield`. */
export type SlicedWork<Result = void> = Generator<void, Result, void>;

/** Does long work in slices, so that what comes in meanwhile waits no longer than one slice. */
export class Slices {
  readonly #budgetMs: number;
  readonly #afterSlice: () => void;
  #isStopped = false;

  constructor(budgetMs: number, afterSlice: () => void) {
    this.#budgetMs = budgetMs;
    this.#afterSlice = afterSlice;
  }

  /** The first slice is done at once. Work that was begun is left where it is when everything stops. */
  run<Result>(work: SlicedWork<Result>, budgetMs = this.#budgetMs): Promise<Result> {
    return new Promise((resolve, reject) => {
      const slice = (): void => {
        if (this.#isStopped) return;
        try {
          const result = this.#advance(work, budgetMs);
          if (result.done === true) resolve(result.value);
          else setImmediate(slice);
        } catch (error) {
          reject(error);
        }
      };
      slice();
    });
  }

  stop(): void {
    this.#isStopped = true;
  }

  #advance<Result>(work: SlicedWork<Result>, budgetMs: number): IteratorResult<void, Result> {
    const end = performance.now() + budgetMs;
    let result = work.next();
    while (result.done !== true && performance.now() < end) result = work.next();
    this.#afterSlice();
    return result;
  }
}
