/** A list as it is shown to somebody who is reading it. */
export interface Held<T> {
  readonly entries: readonly T[];
  /** How many there are that are not shown. */
  readonly fresh: number;
}

/** The entries that were shown, each as it is now, in the order in which they were; what has gone stays as it was. */
export function heldOrder<T>(
  shown: readonly T[],
  latest: readonly T[],
  keyOf: (entry: T) => string,
): Held<T> {
  const now = new Map(latest.map((entry) => [keyOf(entry), entry]));
  const entries = shown.map((entry) => now.get(keyOf(entry)) ?? entry);
  for (const entry of shown) now.delete(keyOf(entry));
  return { entries, fresh: now.size };
}
