import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../base/seeded-random.test-support.ts";
import { longestWait, waitCycles } from "./wait-chains.ts";
import { graphOf, type Wait, type WaitGraph } from "./wait-graph.ts";

const waits = (text: string): Wait[] =>
  text.split(" ").map((pair) => ({ from: pair[0] ?? "", to: pair[1] ?? "" }));

describe("who waits for whom", () => {
  it("is a line where nobody waits for one before", () => {
    const graph = graphOf(waits("ab bc xc cd"));
    expect(waitCycles(graph)).toEqual([]);
    expect(longestWait(graph)).toEqual(["a", "b", "c", "d"]);
  });

  it("is a circle where two wait for one another, also beside a line", () => {
    const graph = graphOf(waits("ab ba bc cd"));
    expect(waitCycles(graph).map((keys) => keys.toSorted())).toEqual([["a", "b"]]);
    expect(longestWait(graph).slice(-3)).toEqual(["b", "c", "d"]);
  });

  it("names who waits for itself", () => {
    expect(waitCycles(graphOf(waits("aa ab")))).toEqual([["a"]]);
  });

  it("is nothing where nobody waits", () => {
    expect(waitCycles(new Map())).toEqual([]);
    expect(longestWait(new Map())).toEqual([]);
  });

  it("can be as long as there are documents", () => {
    const long = Array.from({ length: 50_000 }, (_, index) => ({ from: `${index}`, to: `${index + 1}` }));
    expect(longestWait(graphOf(long))).toHaveLength(50_001);
    expect(waitCycles(graphOf([...long, { from: "50000", to: "0" }]))[0]).toHaveLength(50_001);
  });

  it("holds for any graph: circles and lines are ways in it, and those in a circle are those who reach themselves", () => {
    const random = seededRandom(5);
    for (let round = 0; round < rounds(400); round += 1) {
      const size = 1 + random.below(9);
      const all = Array.from({ length: random.below(14) }, () => ({
        from: String(random.below(size)),
        to: String(random.below(size)),
      }));
      const graph = graphOf(all);
      const cycles = waitCycles(graph);
      for (const cycle of cycles) {
        expectWay(graph, [...cycle, cycle[0] ?? ""]);
        expect(new Set(cycle).size).toBe(cycle.length);
      }
      const longest = longestWait(graph);
      expectWay(graph, longest);
      expect(new Set(longest).size).toBe(longest.length);
      const circling = [...graph.keys()].filter((key) => reached(graph, key).has(key));
      expect(cycles.length > 0).toBe(circling.length > 0);
      for (const key of circling) {
        const around = reached(graph, key);
        expect(
          cycles.some((cycle) => cycle.every((one) => around.has(one) && reached(graph, one).has(key))),
        ).toBe(true);
      }
      if (circling.length === 0) expect(longest.length).toBe(longestByTrying(graph));
    }
  });
});

function expectWay(graph: WaitGraph, way: readonly string[]): void {
  for (const [place, key] of way.slice(0, -1).entries()) expect(graph.get(key)).toContain(way[place + 1]);
}

function reached(graph: WaitGraph, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (key: string): void => {
    for (const next of graph.get(key) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      look(next);
    }
  };
  look(start);
  return found;
}

function longestByTrying(graph: WaitGraph): number {
  const from = (key: string): number => 1 + Math.max(0, ...(graph.get(key) ?? []).map(from));
  const longest = Math.max(0, ...[...graph.keys()].map(from));
  return longest < 2 ? 0 : longest;
}
