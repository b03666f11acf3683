import { toDisposable, type Disposable } from "../../../shared/base/disposable.ts";

/** What tells the time, and calls back when some of it has passed. */
export interface Clock {
  now(): number;
  /** Calls once, after so many milliseconds, unless it is disposed before. */
  after(ms: number, work: () => void): Disposable;
}

/** The clock of the system. */
export const systemClock: Clock = {
  now: Date.now,
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    // The project is not kept open by something that may be done later.
    timer.unref();
    return toDisposable(() => clearTimeout(timer));
  },
};
