import { components, isCircle } from "./wait-components.ts";
import type { WaitGraph } from "./wait-graph.ts";

/** A shortest circle of each group in which all wait for one another, the longest first. */
export function waitCycles(graph: WaitGraph): readonly (readonly string[])[] {
  const circles = components(graph)
    .filter((keys) => isCircle(graph, keys))
    .map((keys) => shortestCircle(graph, keys));
  return circles.toSorted((one, other) => other.length - one.length);
}

/** How many of a group are tried as the beginning of its shortest circle. */
const MOST_TRIED = 10;

function shortestCircle(graph: WaitGraph, keys: readonly string[]): readonly string[] {
  const group = new Set(keys);
  let best: readonly string[] | undefined;
  for (const start of keys.slice(0, MOST_TRIED)) {
    for (const target of graph.get(start) ?? []) {
      const way = group.has(target) ? shortestWay(graph, group, target, start) : undefined;
      if (way === undefined) continue;
      // The way ends where it began.
      const circle = [start, ...way.slice(0, -1)];
      if (best === undefined || circle.length < best.length) best = circle;
    }
  }
  return best ?? keys;
}

/** The fewest steps from one to another within a group, both included. */
function shortestWay(
  graph: WaitGraph,
  group: ReadonlySet<string>,
  from: string,
  to: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  const queue = [from];
  for (let place = 0; place < queue.length; place += 1) {
    const key = queue[place] ?? "";
    if (key === to) return wayTo(to, cameFrom);
    for (const next of graph.get(key) ?? []) {
      if (!group.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(to: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
  const way: string[] = [];
  for (let key: string | undefined = to; key !== undefined; key = cameFrom.get(key)) way.push(key);
  return way.toReversed();
}

interface Line {
  /** How many stand in it, each circle counted by all who are in it. */
  readonly length: number;
  readonly group: number;
  /** Where the line goes on: who of this group waits for whom of the next. */
  readonly step?: { readonly from: string; readonly to: string; readonly next: Line };
}

/**
 * The longest line of waiting. Where it comes to a circle it leads through it by the shortest way to where it goes on: a
 * line through all of a circle cannot be found in any reasonable time.
 */
export function longestWait(graph: WaitGraph): readonly string[] {
  const groups = components(graph);
  const groupOf = new Map(groups.flatMap((keys, group) => keys.map((key) => [key, group] as const)));
  const lines: Line[] = [];
  let longest: Line | undefined;
  // A group comes after those it waits for: their lines are known.
  for (const [group, keys] of groups.entries()) {
    let line: Line = { length: keys.length, group };
    for (const from of keys) {
      for (const to of graph.get(from) ?? []) {
        const next = lines[groupOf.get(to) ?? group];
        if (next === undefined || next.length + keys.length <= line.length) continue;
        line = { length: next.length + keys.length, group, step: { from, to, next } };
      }
    }
    lines.push(line);
    if (longest === undefined || line.length > longest.length) longest = line;
  }
  const way = longest === undefined ? [] : walk(graph, groups, longest);
  return way.length < 2 ? [] : way;
}

function walk(graph: WaitGraph, groups: readonly (readonly string[])[], start: Line): readonly string[] {
  const way: string[] = [];
  let entry: string | undefined;
  for (let line: Line | undefined = start; line !== undefined;) {
    const keys: readonly string[] = groups[line.group] ?? [];
    way.push(...within(graph, keys, entry, line.step?.from));
    entry = line.step?.to;
    line = line.step?.next;
  }
  return way;
}

/** The way through a group from where a line enters it to where it leaves; a whole circle where it does not go on. */
function within(
  graph: WaitGraph,
  keys: readonly string[],
  entry: string | undefined,
  exit: string | undefined,
): readonly string[] {
  const [first = ""] = keys;
  if (keys.length === 1) return [first];
  if (entry === undefined || exit === undefined) {
    const circle = shortestCircle(graph, keys);
    const known = entry ?? exit;
    if (known === undefined) return circle;
    const place = circle.indexOf(known);
    if (place === -1) return [known];
    // Beginning with the entry, or ending with the exit.
    const from = entry === undefined ? place + 1 : place;
    return [...circle.slice(from), ...circle.slice(0, from)];
  }
  return shortestWay(graph, new Set(keys), entry, exit) ?? [entry, exit];
}
