/** A program that has run for this long came up well: what was before does not count any more. */
const RAN_WELL_MS = 10 * 60_000;
const FIRST_MS = 5000;
const MOST_MS = 5 * 60_000;

/** The crashes that still count when a program ends. */
export function recentCrashes(
  crashes: readonly number[],
  { at, ranMs }: { readonly at: number; readonly ranMs: number | undefined },
): readonly number[] {
  if (ranMs !== undefined && ranMs >= RAN_WELL_MS) return [];
  // A clock that was set back makes none of them count for ever.
  return crashes.filter((crash) => crash <= at).slice(-99);
}

/** When an agent may be launched after its crashes: each time it waits twice as long. */
export function launchesAfter(crashes: readonly number[]): number {
  const last = crashes.at(-1);
  return last === undefined ? 0 : last + Math.min(FIRST_MS * 2 ** (crashes.length - 1), MOST_MS);
}
