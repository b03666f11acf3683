import type { WaitGraph } from "../../../../shared/desk/wait-graph.ts";

/**
 * In which column each stands: one before all that it waits for, so that those for whom all wait come last. Where some
 * wait in a circle, the wait that closes it leads back. The same graph gives the same columns, in whatever order it is told.
 */
export function layersOf(graph: WaitGraph): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (const start of startsOf(graph)) walk(graph, start, heights);
  const most = Math.max(0, ...heights.values());
  return new Map([...heights].map(([key, height]) => [key, most - height]));
}

/** Those for whom nobody waits first: from them on, as few waits as can be lead back. */
function startsOf(graph: WaitGraph): readonly string[] {
  const awaited = new Set([...graph.values()].flat());
  const keys = [...graph.keys()].toSorted();
  return [...keys.filter((key) => !awaited.has(key)), ...keys.filter((key) => awaited.has(key))];
}

interface Visit {
  readonly key: string;
  readonly targets: readonly string[];
  next: number;
  height: number;
}

/** Without recursion: a line of waiting may be as long as there are documents. */
function walk(graph: WaitGraph, start: string, heights: Map<string, number>): void {
  if (heights.has(start)) return;
  const begin = (key: string): Visit => ({
    key,
    targets: (graph.get(key) ?? []).toSorted(),
    next: 0,
    height: 0,
  });
  const path = [begin(start)];
  const isOnPath = new Set([start]);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const target = visit.targets[visit.next];
    visit.next += 1;
    if (target === undefined) {
      heights.set(visit.key, visit.height);
      isOnPath.delete(visit.key);
      path.pop();
      const before = path.at(-1);
      if (before !== undefined) before.height = Math.max(before.height, visit.height + 1);
      continue;
    }
    // It closes a circle.
    if (isOnPath.has(target)) continue;
    const known = heights.get(target);
    if (known !== undefined) {
      visit.height = Math.max(visit.height, known + 1);
      continue;
    }
    path.push(begin(target));
    isOnPath.add(target);
  }
}
