import type { FlowFigures, FlowPeriod, Span } from "../../../shared/contract/desk.ts";
import { countText } from "../../ui/count-text.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something takes, with a digit more where it says something: 40 s, 1.6 min, 3.5 h, 12 d. */
export function spanText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "–";
  if (milliseconds < MINUTE_MS) return `${String(Math.round(milliseconds / 1000))} s`;
  if (milliseconds < HOUR_MS) return `${digits(milliseconds / MINUTE_MS)} min`;
  if (milliseconds < 2 * DAY_MS) return `${digits(milliseconds / HOUR_MS)} h`;
  return `${digits(milliseconds / DAY_MS)} d`;
}

function digits(value: number): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded);
}

/** The share of rounds that were sent back; nothing where there was none. */
function sentBackText({ rounds, sentBack }: Pick<FlowFigures, "rounds" | "sentBack">): string {
  return rounds === 0 ? "–" : `${String(Math.round((sentBack / rounds) * 100))} %`;
}

/** A figure with what it is of, and what more there is to say about it. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Of how many it is. */
  readonly counted: string;
  /** How long most took, where that is known. */
  readonly more: string;
}

/** The figures of one span of days, as they stand beside the chart. */
export function figuresOf({ review, approval, execution, rounds, sentBack }: FlowFigures): readonly Figure[] {
  return [
    spanFigure("Review", review, "round"),
    spanFigure("Approval", approval, "round"),
    spanFigure("Execution", execution, "document"),
    {
      name: "Sent back",
      value: sentBackText({ rounds, sentBack }),
      counted: rounds === 0 ? "none finished" : `${countText(sentBack)} of ${countText(rounds)} rounds`,
      more: "",
    },
  ];
}

function spanFigure(name: string, { count, median, most }: Span, what: string): Figure {
  return {
    name,
    value: spanText(median),
    counted: count === 0 ? "none finished" : `${countText(count)} ${count === 1 ? what : `${what}s`}`,
    more: most === undefined ? "" : `9 of 10 within ${spanText(most)}`,
  };
}

/** The figures of the last so many days. */
export function periodOf(periods: readonly FlowPeriod[], days: number): FlowPeriod | undefined {
  return periods.find((period) => period.days === days);
}
