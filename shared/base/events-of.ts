import type { Event } from "./emitter.ts";

/**
 * The values of an event as a stream that begins with `first` and ends when the signal aborts.
 * It subscribes before it asks for `first`, so that nothing that happens between the two is lost.
 */
export async function* eventsOf<T>(
  event: Event<T>,
  first: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  const queue: T[] = [];
  let wake = (): void => undefined;
  const subscription = event((value) => {
    queue.push(value);
    wake();
  });
  const onAbort = (): void => wake();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    yield first();
    while (signal?.aborted !== true) {
      const next = queue.shift();
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    subscription.dispose();
  }
}
