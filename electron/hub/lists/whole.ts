import type { Event } from "../../../shared/base/emitter.ts";

/** A small value that is told whole each time it changes. */
export interface Whole<T> {
  readonly value: () => T;
  readonly onChanged: Event<void>;
}

/**
 * The value now, and again after changes, until the signal aborts. Whoever reads slowly gets the latest alone; a large
 * value may rest between two tellings: a change behind a rest is told at once.
 */
export async function* wholeStream<T>(
  { value, onChanged }: Whole<T>,
  signal: AbortSignal,
  restMs = 0,
): AsyncGenerator<T, void, void> {
  let isNew = true;
  let wake = (): void => undefined;
  const subscription = onChanged(() => {
    isNew = true;
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    while (!signal.aborted) {
      if (isNew) {
        isNew = false;
        yield value();
        if (restMs > 0) await rest(restMs, signal);
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    subscription.dispose();
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
