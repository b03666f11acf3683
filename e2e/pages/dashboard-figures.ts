import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

interface Line {
  readonly ts: string;
  readonly event: string;
  readonly assignees?: readonly string[];
  readonly outcome?: string;
  readonly from_status?: string;
  readonly to_status?: string;
}

/** What the histories of a project say, worked out from their lines alone. */
export interface Figures {
  readonly review: readonly number[];
  readonly approval: readonly number[];
  readonly execution: readonly number[];
  readonly sentBack: number;
  /** Events by the day on which they happened here. */
  readonly days: ReadonlyMap<string, number>;
}

/** Reads the histories and works out what ended after a moment, in a way of its own: another than the program's. */
export async function figuresSince(project: string, from: number): Promise<Figures> {
  const folder = join(project, "QMS", ".audit");
  const files = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    files.filter((file) => file.endsWith(".jsonl")).map((file) => readFile(join(folder, file), "utf8")),
  );
  const review: number[] = [];
  const approval: number[] = [];
  const execution: number[] = [];
  const days = new Map<string, number>();
  let sentBack = 0;
  for (const text of texts) {
    const lines = text
      .trim()
      .split("\n")
      .map((line): Line => JSON.parse(line));
    for (const [at, { ts, event, assignees = [], to_status: to }] of lines.entries()) {
      const day = localDay(new Date(ts));
      days.set(day, (days.get(day) ?? 0) + 1);
      const began = Date.parse(ts);
      const rest = lines.slice(at + 1);
      if (event === "ROUTE_REVIEW") {
        const answers = rest.filter((line) => line.event === "REVIEW").slice(0, assignees.length);
        const end = Date.parse(answers.at(-1)?.ts ?? "");
        if (answers.length < assignees.length || end < from) continue;
        review.push(end - began);
        if (answers.some(({ outcome }) => outcome === "UPDATES_REQUIRED")) sentBack += 1;
      }
      if (event === "ROUTE_APPROVAL") {
        const answers = rest.filter((line) => line.event === "APPROVE").slice(0, assignees.length);
        const end = Date.parse(answers.at(-1)?.ts ?? "");
        if (answers.length === assignees.length && end >= from) approval.push(end - began);
      }
      if (to === "IN_EXECUTION") {
        const left = rest.find((line) => line.from_status === "IN_EXECUTION");
        if (left !== undefined && Date.parse(left.ts) >= from) execution.push(Date.parse(left.ts) - began);
      }
    }
  }
  return { review, approval, execution, sentBack, days };
}

/** The one in the middle, or between the two in the middle. */
export function medianOf(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0];
  return (low + high) / 2;
}

export function localDay(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
