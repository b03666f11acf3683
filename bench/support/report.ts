/** One figure of the bench, beside what it has to reach. */
export interface Row {
  readonly what: string;
  /** The figure as a person reads it, with its unit. */
  readonly figure: string;
  /** What it was compared with, in the same run. */
  readonly baseline: string;
  readonly goal: string;
  /** Undefined where it was not measured. */
  readonly isReached: boolean | undefined;
}

/** Compares a ratio with its goal. */
export function ratioRow(
  what: string,
  ratio: number,
  goal: { readonly atLeast?: number; readonly atMost?: number },
  baseline: string,
): Row {
  const { atLeast, atMost } = goal;
  const isReached = (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost);
  const goalText = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return { what, figure: ratio.toFixed(2), baseline, goal: goalText, isReached };
}

/** Compares a figure with a limit in its own unit. */
export function limitRow(what: string, value: number, limit: number, unit: string, baseline = "—"): Row {
  return {
    what,
    figure: `${value.toFixed(1)} ${unit}`,
    baseline,
    goal: `at most ${limit} ${unit}`,
    isReached: value <= limit,
  };
}

/** A claim that either holds or does not. */
export function claimRow(what: string, holds: boolean, figure: string): Row {
  return { what, figure, baseline: "—", goal: "holds", isReached: holds };
}

/** What could not be measured here, and why. */
export function notMeasuredRow(what: string, reason: string): Row {
  return { what, figure: "not measured", baseline: reason, goal: "—", isReached: undefined };
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) => `| ${row.what} | ${row.figure} | ${row.baseline} | ${row.goal} | ${verdictOf(row)} |`,
  );
  return ["| what | measured | against | goal | reached |", "|---|---|---|---|---|", ...lines].join("\n");
}

function verdictOf({ isReached }: Row): string {
  if (isReached === undefined) return "—";
  return isReached ? "yes" : "**no**";
}
