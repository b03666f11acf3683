import { expect, test } from "vitest";
import { reporter } from "./reporter.ts";

test("tells of many that were silent for one reason in one call, and of what was shown at once", () => {
  const told: unknown[] = [];
  const later: (() => void)[] = [];
  const report = reporter({
    tell: (ids, outcome) => told.push([ids, outcome.kind === "silent" ? outcome.reason : outcome.kind]),
    after: (_ms, work) => later.push(work),
  });
  report(["a"], { kind: "silent", at: 1, reason: "quiet" });
  report(["b"], { kind: "silent", at: 2, reason: "off" });
  report(["c", "d"], { kind: "silent", at: 3, reason: "quiet" });
  report(["e"], { kind: "shown", at: 4, where: "desktop" });
  expect(told).toEqual([[["e"], "shown"]]);
  for (const work of later.splice(0)) work();
  expect(told.slice(1)).toEqual([
    [["a", "c", "d"], "quiet"],
    [["b"], "off"],
  ]);
  report(["f"], { kind: "silent", at: 5, reason: "quiet" });
  expect(later).toHaveLength(1);
});
