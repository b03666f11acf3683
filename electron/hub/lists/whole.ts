import { setTimeout as delay } from "node:timers/promises";
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
        // Whoever ends it ends the rest as well.
        if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined);
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
