/** Between two subscriptions to a stream that ended although the channel is up. */
const RESUBSCRIBE_DELAY_MS = 500;

export interface FollowOptions<T> {
  readonly open: () => Promise<AsyncIterable<T>>;
  readonly apply: (item: T) => void;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Applies a stream's items, and subscribes again when it ends early: each subscription begins with a snapshot. The
 * signal ends the following and not the call: a call that is cancelled over a lost channel fails where nobody can catch it.
 */
export async function followStream<T>(
  { open, apply, wait }: FollowOptions<T>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const item of await open()) {
        if (signal.aborted) return;
        apply(item);
      }
    } catch {
      // Whatever ended it, the answer is the same: the channel's owner sees a lost channel, and all else is tried again.
    }
    await wait(RESUBSCRIBE_DELAY_MS, signal);
  }
}

/** Settles after the time, or as soon as the signal aborts. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
