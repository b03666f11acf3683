import type { ActivityId } from "../../../../shared/contract/activity.ts";

/** A place in the timeline: when, and where the line stands that says so. */
export interface RowPlace {
  readonly at: number;
  /** The file, as ids name it. */
  readonly name: string;
  readonly start: number;
}

const TIME_DIGITS = 14;
const START_DIGITS = 10;
/** A sign that no name has, and that sorts before all that names have: so ids sort as places do. */
const BETWEEN = "+";
const LATEST = 10 ** TIME_DIGITS - 1;

/** A moment as places know it; whatever a file claims, it is one that an id has room for. */
export function placedTime(at: number): number {
  return Math.min(LATEST, Math.max(0, Math.floor(at)));
}

export function idOf({ at, name, start }: RowPlace): ActivityId {
  const time = String(at).padStart(TIME_DIGITS, "0");
  return [time, name, String(start).padStart(START_DIGITS, "0")].join(BETWEEN);
}

/** The place that an id names; it has been checked for its shape before. */
export function placeOf(id: ActivityId): RowPlace {
  const [at = "", name = "", start = ""] = id.split(BETWEEN);
  return { at: Number(at), name, start: Number(start) };
}

export function compareRows(one: RowPlace, other: RowPlace): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.start - other.start;
}
