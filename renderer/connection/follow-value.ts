import { aborted } from "../../shared/base/aborted.ts";

/** A value that changes, such as a part of a store's state. */
export interface Followed<T> {
  readonly read: () => T;
  /** Hears that it may have changed. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface FollowedSignals {
  /** The value is another now, or nobody follows it any more. */
  readonly ended: AbortSignal;
  /** The value is another now. */
  readonly replaced: AbortSignal;
}

/** Does something for as long as a value is what it is, and again for each that comes after it, until the signal aborts. */
export async function followValue<T>(
  { read, subscribe }: Followed<T>,
  run: (value: T, signals: FollowedSignals) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const value = read();
    const replacing = new AbortController();
    const replaced = replacing.signal;
    const unsubscribe = subscribe(() => {
      if (read() !== value) replacing.abort();
    });
    const ended = AbortSignal.any([signal, replaced]);
    await run(value, { ended, replaced });
    await aborted(ended);
    unsubscribe();
  }
}
