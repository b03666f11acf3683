import type { WaitGraph } from "./wait-graph.ts";

interface Visit {
  readonly key: string;
  readonly index: number;
  low: number;
  isOnStack: boolean;
  /** The next of its targets to look at. */
  next: number;
}

/**
 * The groups of those who all wait for one another, each alone who is in no circle. A group comes after all those that it
 * waits for. Without recursion: a line of waiting may be as long as there are documents.
 */
export function components(graph: WaitGraph): readonly (readonly string[])[] {
  const found: string[][] = [];
  const visits = new Map<string, Visit>();
  const stack: Visit[] = [];
  const begin = (key: string): Visit => {
    const visit = { key, index: visits.size, low: visits.size, isOnStack: true, next: 0 };
    visits.set(key, visit);
    stack.push(visit);
    return visit;
  };
  for (const start of graph.keys()) {
    if (visits.has(start)) continue;
    const path = [begin(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const target = graph.get(visit.key)?.[visit.next];
      visit.next += 1;
      if (target !== undefined) {
        const known = visits.get(target);
        if (known === undefined) path.push(begin(target));
        else if (known.isOnStack) visit.low = Math.min(visit.low, known.index);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before !== undefined) before.low = Math.min(before.low, visit.low);
      if (visit.low === visit.index) found.push(takeFrom(stack, visit));
    }
  }
  return found;
}

function takeFrom(stack: Visit[], first: Visit): string[] {
  const keys: string[] = [];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    visit.isOnStack = false;
    keys.push(visit.key);
    if (visit === first) break;
  }
  return keys.toReversed();
}

/** Whether a group is a circle: several, or one who waits for itself. */
export function isCircle(graph: WaitGraph, keys: readonly string[]): boolean {
  const [only = ""] = keys;
  return keys.length > 1 || graph.get(only)?.includes(only) === true;
}
