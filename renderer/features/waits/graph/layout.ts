import { graphOf, type Wait, type WaitGraph } from "../../../../shared/desk/wait-graph.ts";
import { layersOf } from "./layers.ts";

/**
 * Where one stands. The last column, of those who wait for nobody, is 0, and those before it are below that: a line of
 * waiting that becomes longer begins further left, and moves nobody.
 */
export interface Spot {
  readonly column: number;
  readonly row: number;
}

export interface Layout {
  readonly spots: ReadonlyMap<string, Spot>;
  readonly columns: number;
  readonly rows: number;
}

export const NO_LAYOUT: Layout = { spots: new Map(), columns: 0, rows: 0 };

/** After so many there and back, the order hardly gets better. */
const SWEEPS = 4;
/** Whoever left half of their rows empty is set anew: a picture with more holes than nodes cannot be read. */
const MOST_EMPTY = 0.5;

/**
 * Gives everyone a place in columns of waiting. Who has stood in the same column before stays where they were, so that
 * nothing moves that is being looked at; newcomers take free rows beside those that they have to do with.
 */
export function layoutOf(waits: readonly Wait[], before: Layout = NO_LAYOUT): Layout {
  const graph = graphOf(waits);
  const ledBack = (from: string, to: string): boolean => {
    const start = before.spots.get(from);
    const end = before.spots.get(to);
    return start !== undefined && end !== undefined && end.column <= start.column;
  };
  const columns = columnsOf(layersOf(graph, ledBack));
  const near = neighboursOf(graph);
  const rows = before.spots.size === 0 ? orderedRows(columns, near) : keptRows(columns, near, before);
  const spots = new Map<string, Spot>();
  let most = 0;
  for (const [layer, keys] of columns.entries()) {
    for (const key of keys) {
      const row = rows.get(key) ?? 0;
      most = Math.max(most, row + 1);
      spots.set(key, { column: columnOf(layer), row });
    }
  }
  const isSparse = before.spots.size > 0 && most > 4 && longestOf(columns) < most * MOST_EMPTY;
  return isSparse ? layoutOf(waits) : { spots, columns: columns.length, rows: most };
}

function columnsOf(layers: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  const columns: string[][] = [];
  for (const [key, layer] of layers) (columns[layer] ??= []).push(key);
  return columns.map((keys) => keys.toSorted());
}

function columnOf(layer: number): number {
  return 0 - layer;
}

function longestOf(columns: readonly (readonly string[])[]): number {
  return Math.max(0, ...columns.map(({ length }) => length));
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighboursOf(graph: WaitGraph): Neighbours {
  const near = new Map<string, string[]>([...graph.keys()].map((key) => [key, []]));
  for (const [from, targets] of graph) {
    for (const to of targets) {
      near.get(from)?.push(to);
      near.get(to)?.push(from);
    }
  }
  return near;
}

/** Rows such that few arrows cross: each column is ordered by where the neighbours of its nodes stand, there and back. */
function orderedRows(columns: readonly (readonly string[])[], near: Neighbours): ReadonlyMap<string, number> {
  const most = longestOf(columns);
  const rows = new Map<string, number>();
  const place = (keys: readonly string[]): void => {
    // A short column stands in the middle of the long ones.
    const first = Math.floor((most - keys.length) / 2);
    for (const [at, key] of keys.entries()) rows.set(key, first + at);
  };
  for (const keys of columns) place(keys);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const way = sweep % 2 === 0 ? columns : columns.toReversed();
    for (const keys of way) place(sortedByNear(keys, near, rows));
  }
  return rows;
}

function sortedByNear(
  keys: readonly string[],
  near: Neighbours,
  rows: ReadonlyMap<string, number>,
): readonly string[] {
  const wishes = new Map(keys.map((key) => [key, wishOf(key, near, rows)]));
  return keys.toSorted((one, other) => {
    const difference = (wishes.get(one) ?? 0) - (wishes.get(other) ?? 0);
    return difference !== 0 ? difference : one < other ? -1 : 1;
  });
}

/** The row in the middle of its neighbours'; its own where it has none that stand already. */
function wishOf(key: string, near: Neighbours, rows: ReadonlyMap<string, number>): number {
  const known = (near.get(key) ?? []).flatMap((other) => rows.get(other) ?? []);
  if (known.length === 0) return rows.get(key) ?? 0;
  return known.reduce((sum, row) => sum + row, 0) / known.length;
}

function keptRows(
  columns: readonly (readonly string[])[],
  near: Neighbours,
  before: Layout,
): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [layer, keys] of columns.entries()) {
    for (const key of keys) {
      const spot = before.spots.get(key);
      if (spot?.column === columnOf(layer)) rows.set(key, spot.row);
    }
  }
  for (const keys of columns) {
    const taken = new Set(keys.flatMap((key) => rows.get(key) ?? []));
    const fresh = keys.filter((key) => !rows.has(key));
    for (const key of sortedByNear(fresh, near, rows)) {
      const row = freeRow(taken, Math.round(wishOf(key, near, rows)));
      taken.add(row);
      rows.set(key, row);
    }
  }
  return rows;
}

/** The free row that is next to the one that is wished for. */
function freeRow(taken: ReadonlySet<number>, wish: number): number {
  for (let distance = 0; ; distance += 1) {
    if (!taken.has(wish + distance)) return wish + distance;
    if (wish - distance >= 0 && !taken.has(wish - distance)) return wish - distance;
  }
}
