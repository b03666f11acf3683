import { stripVTControlCharacters } from "node:util";
import type { Failed, GroupResult } from "./group-result.ts";

/** So many lines of what a failed test said, which are near the end of a long log, where they are looked for. */
const LINES_OF_FAILURE = 25;

/** What was skipped and what failed by name, all groups as a table, and the line of counts last. */
export function summarize(groups: readonly GroupResult[]): string {
  const rows = groups.map(({ name, passed, failed, skipped, seconds, remark }) => [
    name,
    wasRun(passed, failed.length, skipped.length) ? `${passed} passed` : "not run",
    failed.length === 0 ? "" : `${failed.length} failed`,
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
  const failures = groups.flatMap(({ name, failed: all }) =>
    all.flatMap((one) => describeFailure(name, one)),
  );
  const { passed, failed } = total(groups);
  return [...skipped, ...failures, ...table(rows), "", `${passed} passed, ${failed} failed`].join("\n");
}

/** Whether all that ran was good, and anything ran at all. */
export function isGood(groups: readonly GroupResult[]): boolean {
  const { passed, failed } = total(groups);
  return failed === 0 && passed > 0;
}

function total(groups: readonly GroupResult[]): { readonly passed: number; readonly failed: number } {
  return {
    passed: groups.reduce((sum, group) => sum + group.passed, 0),
    failed: groups.reduce((sum, group) => sum + group.failed.length, 0),
  };
}

function describeFailure(group: string, { title, message = "" }: Failed): readonly string[] {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [
    `failed in ${group}: ${title}`,
    ...lines.slice(0, LINES_OF_FAILURE).map((line) => `    ${line}`),
    "",
  ];
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
