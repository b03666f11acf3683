import type { GroupResult } from "./group-result.ts";

/** All groups as a table, what was skipped by name, and the line of counts last. */
export function summarize(groups: readonly GroupResult[]): string {
  const rows = groups.map(({ name, passed, failed, skipped, seconds, remark }) => [
    name,
    wasRun(passed, failed, skipped.length) ? `${passed} passed` : "not run",
    failed === 0 ? "" : `${failed} failed`,
    skipped.length === 0 ? "" : `${skipped.length} skipped`,
    seconds === 0 ? "" : `${seconds.toFixed(1)} s`,
    remark ?? "",
  ]);
  const skipped = groups.flatMap((group) =>
    group.skipped.map(
      ({ title, reason }) =>
        `skipped in ${group.name}: ${title}${reason === undefined ? "" : ` (${reason})`}`,
    ),
  );
  const { passed, failed } = total(groups);
  return [...skipped, ...table(rows), "", `${passed} passed, ${failed} failed`].join("\n");
}

/** Whether all that ran was good, and anything ran at all. */
export function isGood(groups: readonly GroupResult[]): boolean {
  const { passed, failed } = total(groups);
  return failed === 0 && passed > 0;
}

function total(groups: readonly GroupResult[]): { readonly passed: number; readonly failed: number } {
  return {
    passed: groups.reduce((sum, group) => sum + group.passed, 0),
    failed: groups.reduce((sum, group) => sum + group.failed, 0),
  };
}

function wasRun(...counts: readonly number[]): boolean {
  return counts.some((count) => count > 0);
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join("  ")
      .trimEnd(),
  );
}
