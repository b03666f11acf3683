import type { Status } from "../../../../shared/qms/status.ts";
import { wayKey, type StateGraph, type Way } from "./state-graph.ts";

/** Where a state stands: its row, and the middle of its mark. */
export interface Spot {
  readonly top: number;
  readonly height: number;
  readonly y: number;
}

/** A way as it is drawn: on the line down to the next state, or on an arc beside it. */
export interface Drawn {
  readonly way: Way;
  readonly course: "line" | "back" | "on";
  /** The line, and the head of its arrow. */
  readonly path: string;
  readonly head: string;
}

export interface Shape {
  /** How far from the left the marks stand; names begin behind them. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly spots: ReadonlyMap<Status, Spot>;
  readonly drawn: readonly Drawn[];
}

/** The half of a mark. */
export const MARK = 5.5;
const ROW = 24;
/** As high as what can be pressed in a row, and the room below it. */
const MOVE = 24;
/** Between a mark and the name of its state. */
const BEHIND = 8;
/** Before a state to which no line leads from the one above it. */
const APART = 8;
const LANE = 12;
const FIRST_LANE = 19;
const EDGE = 5;
const BEND = 6;
/** So far above or below its middle an arc leaves or meets a mark. */
const BESIDE = 3;
const HEAD = 3.5;

/** Lays the states below one another, the ways on beneath them, and all others as arcs at their left. */
export function diagramShape({ states, ways }: StateGraph, movesTo: (state: Status) => number): Shape {
  const places = new Map(states.map((state, place) => [state, place]));
  const spans = ways.flatMap((way): Span[] => {
    const from = places.get(way.from);
    const to = places.get(way.to);
    return from === undefined || to === undefined ? [] : [{ way, from, to }];
  });
  const isLine = ({ from, to }: Span): boolean => to === from + 1;
  const arcs = spans.filter((span) => !isLine(span));
  const lanes = lanesOf(arcs);
  const laneCount = Math.max(0, ...lanes.values());
  const x = laneCount === 0 ? EDGE + MARK : EDGE + FIRST_LANE + (laneCount - 1) * LANE;

  const led = new Set(spans.filter(isLine).map(({ way }) => way.to));
  const spots = new Map<Status, Spot>();
  let top = 0;
  for (const [place, state] of states.entries()) {
    if (place > 0 && !led.has(state)) top += APART;
    const height = Math.max(ROW, movesTo(state) * MOVE);
    spots.set(state, { top, height, y: top + ROW / 2 });
    top += height;
  }
  const spotOf = (state: Status): number => spots.get(state)?.y ?? 0;
  const drawn = spans.map((span): Drawn => {
    const { way, from, to } = span;
    const [start, end] = [spotOf(way.from), spotOf(way.to)];
    if (isLine(span)) {
      return { way, course: "line", path: `M ${x} ${start + MARK} V ${end - MARK}`, head: "" };
    }
    const lane = x - FIRST_LANE - ((lanes.get(wayKey(way)) ?? 1) - 1) * LANE;
    return { way, course: to < from ? "back" : "on", ...arc(x - MARK - 2, lane, start, end) };
  });
  return { x, width: x + MARK + BEHIND, height: top, spots, drawn };
}

/** An arc leaves on the side to which it goes, and comes in on the side from which it comes. */
function arc(x: number, lane: number, start: number, end: number): Pick<Drawn, "path" | "head"> {
  const down = end > start ? 1 : -1;
  const [from, to] = [start + down * BESIDE, end - down * BESIDE];
  const path = [
    `M ${x} ${from} H ${lane + BEND} Q ${lane} ${from} ${lane} ${from + down * BEND}`,
    `V ${to - down * BEND} Q ${lane} ${to} ${lane + BEND} ${to} H ${x}`,
  ].join(" ");
  return { path, head: `M ${x - HEAD} ${to - HEAD} L ${x} ${to} L ${x - HEAD} ${to + HEAD}` };
}

interface Span {
  readonly way: Way;
  readonly from: number;
  readonly to: number;
}

/** The lane of each arc, the nearest being 1: arcs to the same state join, and no others meet. */
function lanesOf(arcs: readonly Span[]): ReadonlyMap<string, number> {
  const bundles = new Map<string, Span[]>();
  for (const span of arcs) {
    const key = `${span.way.to} ${span.to < span.from ? "back" : "on"}`;
    bundles.set(key, [...(bundles.get(key) ?? []), span]);
  }
  const ranges = [...bundles.values()]
    .map((spans) => {
      const ends = spans.flatMap(({ from, to }) => [from, to]);
      return { spans, first: Math.min(...ends), last: Math.max(...ends) };
    })
    .toSorted((one, other) => one.last - one.first - (other.last - other.first));
  const taken: { readonly first: number; readonly last: number }[][] = [];
  const lanes = new Map<string, number>();
  for (const range of ranges) {
    const free = taken.findIndex((lane) =>
      lane.every((one) => one.last < range.first || one.first > range.last),
    );
    const lane = free === -1 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), range];
    for (const { way } of range.spans) lanes.set(wayKey(way), lane + 1);
  }
  return lanes;
}
