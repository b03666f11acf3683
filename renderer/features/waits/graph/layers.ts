import { components } from "../../../../shared/desk/wait-components.ts";
import type { WaitGraph } from "../../../../shared/desk/wait-graph.ts";

/** Whether a wait leads back already in the picture that is seen. */
export type LeadsBack = (from: string, to: string) => boolean;

/**
 * How far each stands from those who wait for nobody: one further than all that it waits for. Where some wait in a circle,
 * the wait that closes it leads back; if one of it did so before, it does so still. The same graph gives the same numbers,
 * in whatever order it is told.
 */
export function layersOf(graph: WaitGraph, ledBack: LeadsBack): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  const forwards = withoutBacks(graph, ledBack);
  for (const start of startsOf(forwards)) walk(forwards, start, heights);
  return heights;
}

function withoutBacks(graph: WaitGraph, ledBack: LeadsBack): WaitGraph {
  const groupOf = new Map(
    components(graph).flatMap((keys, group) => keys.map((key) => [key, group] as const)),
  );
  return new Map(
    [...graph].map(([from, targets]) => [
      from,
      targets.filter((to) => groupOf.get(from) !== groupOf.get(to) || !ledBack(from, to)),
    ]),
  );
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
