import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { fullDayText } from "../../../ui/time-text.ts";

/** A row of the timeline: a day, or something that happened on it. */
export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly text: string }
  | { readonly kind: "entry"; readonly key: string; readonly entry: ActivityEntry };

/** Entries under the days they happened on, by the calendar of the person. */
export function timelineRows(entries: readonly ActivityEntry[], now: number): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const entry of entries) {
    if (entry.at < from || entry.at >= to) {
      const date = new Date(entry.at);
      [from, to] = [startOf(date, 0), startOf(date, 1)];
      // Also something that is told late has its day above it.
      rows.push({ kind: "day", key: `day ${entry.id}`, text: dayText(from, now) });
    }
    rows.push({ kind: "entry", key: entry.id, entry });
  }
  return rows;
}

/** The row of an entry; -1 where it is not there. */
export function rowOf(rows: readonly TimelineRow[], id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row.kind === "entry" && row.key === id);
}

/** The entry that a key leads to from a row; the first or the last where there is none yet. */
export function stepFrom(
  key: string,
  rows: readonly TimelineRow[],
  from: number,
  page: number,
): ActivityEntry | undefined {
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return entryNear(rows, from + 1, 1);
    case "ArrowUp":
      return entryNear(rows, from - 1, -1);
    case "PageDown":
      return entryNear(rows, Math.min(last, from + page), -1);
    case "PageUp":
      return entryNear(rows, Math.max(0, from - page), 1);
    case "Home":
      return entryNear(rows, 0, 1);
    case "End":
      return entryNear(rows, last, -1);
    default:
      return undefined;
  }
}

function entryNear(rows: readonly TimelineRow[], from: number, step: 1 | -1): ActivityEntry | undefined {
  for (let at = from; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row?.kind === "entry") return row.entry;
  }
  return undefined;
}

function dayText(day: number, now: number): string {
  const today = startOf(new Date(now), 0);
  if (day === today) return "Today";
  if (day === startOf(new Date(now), -1)) return "Yesterday";
  const date = new Date(day);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return isThisYear ? fullDayText(date) : `${fullDayText(date)} ${String(date.getFullYear())}`;
}

function startOf(date: Date, days: number): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}
