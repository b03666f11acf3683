import { toDisposable, type Disposable } from "../../../shared/base/disposable.ts";
import type { Clock } from "./clock.ts";

interface Timer {
  readonly at: number;
  readonly work: () => void;
  readonly real: NodeJS.Timeout;
}

/** The system's clock, which a test can put forward: what programs do meanwhile takes its time as ever. */
export class TestClock implements Clock {
  readonly #timers = new Set<Timer>();
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  after(ms: number, work: () => void): Disposable {
    const run = (): void => {
      if (this.#timers.delete(timer)) work();
    };
    const real = setTimeout(run, Math.max(0, ms));
    const timer = { at: this.now() + ms, work: run, real };
    this.#timers.add(timer);
    return toDisposable(() => {
      clearTimeout(real);
      this.#timers.delete(timer);
    });
  }

  /** Puts the clock forward: what was to happen by then happens now. */
  pass(ms: number): void {
    this.#aheadMs += ms;
    for (const timer of [...this.#timers].toSorted((one, other) => one.at - other.at)) {
      if (timer.at > this.now()) continue;
      clearTimeout(timer.real);
      timer.work();
    }
  }
}
