import type { ListChange, LiveList } from "./live-list.ts";
import { Unsent } from "./unsent.ts";

/**
 * A list as a stream: the whole in parts, then its changes, until the signal aborts. Whoever reads slowly is told less
 * often; nothing is kept for them but what they have not been told.
 */
export async function* changesOf<T>(
  list: LiveList<T>,
  partSize: number,
  signal: AbortSignal,
): AsyncGenerator<ListChange<T>, void, void> {
  let wake = (): void => undefined;
  const unsent = new Unsent(list, partSize);
  const subscription = list.onChanged((delta) => {
    unsent.add(delta);
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    while (!signal.aborted) {
      const change = unsent.next();
      if (change === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      yield change;
      // Each part is sent in a turn of its own: a long list must not keep the rest of the hub waiting.
      await nextTurn();
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    subscription.dispose();
  }
}

/** Lets all else that waits have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
