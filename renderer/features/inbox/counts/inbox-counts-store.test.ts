import { expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { noCounts, withCountsChanges } from "./inbox-counts-store.ts";

const counts = (message: number) => ({ task: 0, message, notification: 0, unknown: 0 });
const [qa, bu] = [AgentId.parse("qa"), AgentId.parse("bu")];

it("knows the counts of every inbox as they were told last", () => {
  const state = withCountsChanges(noCounts(), [
    { kind: "changed", agent: bu, counts: counts(9) },
    { kind: "snapshot", counts: { [qa]: counts(1) } },
    { kind: "changed", agent: qa, counts: counts(2) },
  ]);
  expect([...state.byAgent]).toEqual([["qa", counts(2)]]);
});

it("tells that there is nothing at all from not being told yet", () => {
  expect(noCounts().isKnown).toBe(false);
  expect(withCountsChanges(noCounts(), [{ kind: "snapshot", counts: {} }]).isKnown).toBe(true);
});
