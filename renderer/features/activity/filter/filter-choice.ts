import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { ActivityFilter, ActivityKind } from "../../../../shared/contract/activity.ts";

/** From when on entries are looked for. */
export type TimeRange =
  | { readonly kind: "any" }
  | { readonly kind: "hour" }
  | { readonly kind: "today" }
  | { readonly kind: "week" }
  /** From the first day to the last one, both of them as well; `YYYY-MM-DD`, each may be open. */
  | { readonly kind: "days"; readonly from: string; readonly to: string };

/** What the person chose to see of what happened. */
export interface FilterChoice {
  readonly text: string;
  readonly kinds: readonly ActivityKind[];
  readonly agents: readonly string[];
  readonly document: string;
  readonly range: TimeRange;
}

export const NO_CHOICE: FilterChoice = {
  text: "",
  kinds: [],
  agents: [],
  document: "",
  range: { kind: "any" },
};

const HOUR_MS = 3_600_000;

/** The filter that the hub is asked with. */
export function filterOf(choice: FilterChoice, now: number): ActivityFilter {
  const { kinds, agents } = choice;
  const text = choice.text.trim();
  const document = choice.document.trim().toUpperCase();
  return {
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(agents.length === 0 ? {} : { agents: [...agents] }),
    ...(document === "" ? {} : { document }),
    ...(text === "" ? {} : { text: text.slice(0, 200) }),
    ...boundsOf(choice.range, now),
  };
}

/** Whether anything is left out. */
export function isFiltered(choice: FilterChoice): boolean {
  const { text, kinds, agents, document, range } = choice;
  return (
    text.trim() !== "" ||
    kinds.length > 0 ||
    agents.length > 0 ||
    document.trim() !== "" ||
    (range.kind !== "any" && !(range.kind === "days" && range.from === "" && range.to === ""))
  );
}

/** A list with a thing in it, or without it where it was. */
export function toggled<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

export function rangeText(range: TimeRange): string {
  switch (range.kind) {
    case "any":
      return "Any time";
    case "hour":
      return "Last hour";
    case "today":
      return "Today";
    case "week":
      return "Last 7 days";
    case "days":
      return daysText(range.from, range.to);
    default:
      return assertNever(range);
  }
}

function daysText(from: string, to: string): string {
  if (from === "" && to === "") return "Any time";
  if (to === "") return `Since ${from}`;
  if (from === "") return `Until ${to}`;
  return from === to ? from : `${from} to ${to}`;
}

function boundsOf(range: TimeRange, now: number): Pick<ActivityFilter, "since" | "until"> {
  switch (range.kind) {
    case "any":
      return {};
    case "hour":
      return { since: now - HOUR_MS };
    case "today":
      return { since: dayStart(new Date(now), 0) };
    case "week":
      return { since: dayStart(new Date(now), -6) };
    case "days": {
      const from = dayOf(range.from);
      const to = dayOf(range.to);
      return {
        ...(from === undefined ? {} : { since: from.getTime() }),
        ...(to === undefined ? {} : { until: dayStart(to, 1) }),
      };
    }
    default:
      return assertNever(range);
  }
}

/** Days may have 23 or 25 hours: they are counted by the calendar. */
function dayStart(date: Date, days: number): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function dayOf(text: string): Date | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
}
