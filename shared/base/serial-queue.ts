/** Runs asynchronous work one piece after another. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the work after all that was queued before it; a failure reaches this caller and nobody else. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Settles when everything queued so far has settled. */
  async drain(): Promise<void> {
    await this.#last;
  }
}
