import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import type { Wait } from "../../../../shared/desk/wait-graph.ts";
import { layoutOf } from "./layout.ts";

const waits = (...pairs: readonly string[]): Wait[] =>
  pairs.map((pair) => {
    const [from = "", to = ""] = pair.split(" ");
    return { from, to };
  });

const columnsOf = (all: readonly Wait[]): Record<string, number> =>
  Object.fromEntries([...layoutOf(all).spots].map(([key, { column }]) => [key, column]));

describe("the layout of waits", () => {
  it("sets who waits before all for whom they wait", () => {
    expect(columnsOf(waits("a b", "b c", "a c", "d c"))).toEqual({ a: -2, b: -1, c: 0, d: -1 });
  });

  it("lets the wait that closes a circle lead back, and goes on with the rest", () => {
    expect(columnsOf(waits("x a", "a b", "b c", "c a"))).toEqual({ x: -3, a: -2, b: -1, c: 0 });
    expect(columnsOf(waits("a a"))).toEqual({ a: 0 });
  });

  it("is the same in whatever order it is told", () => {
    const all = waits("a d", "b d", "c e", "d f", "e f", "f b");
    expect(layoutOf(all.toReversed())).toEqual(layoutOf(all));
  });

  it("leaves everyone in their place where one comes or goes", () => {
    const first = layoutOf(waits("a b", "c b", "d e", "e f"));
    const more = layoutOf(waits("a b", "c b", "d e", "e f", "new b"), first);
    for (const [key, spot] of first.spots) expect(more.spots.get(key)).toEqual(spot);
    const less = layoutOf(waits("a b", "d e", "e f"), first);
    for (const [key, spot] of less.spots) expect(first.spots.get(key)).toEqual(spot);
  });

  it("lets a longer line begin further left, and nobody move for it", () => {
    const first = layoutOf(waits("a b", "c b"));
    const longer = layoutOf(waits("z a", "a b", "c b"), first);
    for (const [key, spot] of first.spots) expect(longer.spots.get(key)).toEqual(spot);
    expect(longer.spots.get("z")?.column).toBe(-2);
  });

  it("cuts a circle where it was cut before, for as long as there is one", () => {
    const first = layoutOf(waits("a b", "b c", "c a"));
    const more = layoutOf(waits("a b", "b c", "c a", "x c"), first);
    for (const [key, spot] of first.spots) expect(more.spots.get(key)).toEqual(spot);
    const broken = layoutOf(waits("c a", "x c"), more);
    expect(broken.spots.get("c")?.column).toBe(-1);
  });

  it("gives everyone a place of their own, and little work for two hundred, whatever comes and goes", () => {
    const random = seededRandom(7);
    let before = layoutOf([]);
    for (let round = 0; round < 30; round += 1) {
      const all = Array.from({ length: 250 }, () => ({
        from: `n${String(random.below(200))}`,
        to: `n${String(random.below(200))}`,
      }));
      const layout = layoutOf(all, before);
      const spots = [...layout.spots.values()].map(({ column, row }) => `${String(column)} ${String(row)}`);
      expect(new Set(spots).size).toBe(spots.length);
      for (const { column, row } of layout.spots.values()) {
        expect(row).toBeGreaterThanOrEqual(0);
        expect(row).toBeLessThan(layout.rows);
        expect(column).toBeGreaterThan(-layout.columns);
        expect(column).toBeLessThanOrEqual(0);
      }
      before = layout;
    }
  });
});
