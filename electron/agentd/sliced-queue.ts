/** Longer than this the queue keeps nobody waiting: keys and frames go out between two slices. */
const SLICE_MS = 8;

/** Does pieces of work in their order, a slice at a time, and lets everything else have its turn in between. */
export class SlicedQueue {
  #jobs: (() => void)[] = [];
  #next = 0;
  #isScheduled = false;

  add(job: () => void): void {
    this.#jobs.push(job);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#isScheduled = false;
    const until = performance.now() + SLICE_MS;
    do {
      const job = this.#jobs[this.#next];
      this.#next += 1;
      job?.();
    } while (this.#next < this.#jobs.length && performance.now() < until);
    if (this.#next < this.#jobs.length) return this.#schedule();
    this.#jobs = [];
    this.#next = 0;
  }
}
