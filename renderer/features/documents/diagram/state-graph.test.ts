import { expect, test } from "vitest";
import type { JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { DOCUMENT_PATH, EXECUTABLE_PATH, type Status } from "../../../../shared/qms/status.ts";
import { targetOf, transitionsOf } from "../../../../shared/qms/transition.ts";
import { movesNow, standings, stateGraph, wayText } from "./state-graph.ts";

const SOP = { isExecutable: false, isAttachment: false };
const CR = { isExecutable: true, isAttachment: false };
const VR = { isExecutable: true, isAttachment: true };

test("has the states of each kind in their order, and the end that none leads to by itself behind them", () => {
  expect(stateGraph(SOP, "DRAFT").states).toEqual([...DOCUMENT_PATH, "RETIRED"]);
  expect(stateGraph(CR, "DRAFT").states).toEqual([...EXECUTABLE_PATH, "RETIRED"]);
  expect(stateGraph(VR, "IN_EXECUTION").states).toEqual([
    "IN_EXECUTION",
    "IN_POST_REVIEW",
    "POST_REVIEWED",
    "IN_POST_APPROVAL",
    "POST_APPROVED",
    "CLOSED",
    "RETIRED",
  ]);
});

test("has a state as well that other programs put it into", () => {
  expect(stateGraph(SOP, "CLOSED").states.at(-1)).toBe("CLOSED");
});

test("leads from each state to the next one, up to the last of its way", () => {
  for (const [kind, path] of [
    [SOP, DOCUMENT_PATH],
    [CR, EXECUTABLE_PATH],
  ] as const) {
    const { ways } = stateGraph(kind, undefined);
    for (const [place, from] of path.slice(0, -1).entries()) {
      expect(ways).toContainEqual(expect.objectContaining({ from, to: path[place + 1] }));
    }
  }
});

test("has no way that the rules do not have, and leaves none out", () => {
  for (const kind of [SOP, CR, VR]) {
    const { states, ways } = stateGraph(kind, undefined);
    const drawn = ways.flatMap(({ from, to, triggers }) =>
      triggers.map((trigger) => ({ trigger, from, to })),
    );
    for (const { trigger, from, to } of drawn) {
      const isRetiring = to === "RETIRED";
      const phase = kind.isAttachment ? "post_release" : "pre_release";
      expect(targetOf(trigger, { ...kind, status: from, phase, isRetiring })).toBe(to);
    }
    const rows = transitionsOf(kind).filter(({ from }) => states.includes(from));
    expect(drawn).toHaveLength(rows.length);
  }
});

test("names all that takes a document the same way", () => {
  const { ways } = stateGraph(SOP, undefined);
  const text = (from: Status, to: Status): string[] =>
    ways.filter((way) => way.from === from && way.to === to).map(wayText);
  expect(text("IN_APPROVAL", "REVIEWED")).toEqual(["Reject or take back, from In approval to Reviewed"]);
  expect(text("IN_APPROVAL", "RETIRED")).toEqual(["Approve its retirement, from In approval to Retired"]);
});

const allowed = (action: JudgedAction["action"], to: Status): JudgedAction => ({
  action,
  needs: [],
  verdict: { kind: "allowed", to },
});

test("says where what can be done now leads", () => {
  const refused: JudgedAction = {
    action: "approve",
    needs: [],
    verdict: { kind: "refused", reason: "not-assigned", why: "Not asked." },
  };
  const graph = stateGraph(CR, "IN_PRE_REVIEW");
  const actions = [allowed("withdraw", "DRAFT"), allowed("review", "IN_PRE_REVIEW"), refused];
  const moves = movesNow({ status: "IN_PRE_REVIEW", actions }, graph);
  expect(moves.map(({ action, to }) => [action.action, to])).toEqual([
    // It is not the last review: the state follows when the others are in.
    ["review", "PRE_REVIEWED"],
    ["withdraw", "DRAFT"],
  ]);
});

test("says nothing of an action that leads nowhere, or of which it cannot tell where it leads", () => {
  const draft = stateGraph(CR, "DRAFT");
  expect(movesNow({ status: "DRAFT", actions: [allowed("checkin", "DRAFT")] }, draft)).toEqual([]);
  const approval = stateGraph(SOP, "IN_APPROVAL");
  const approve = allowed("approve", "IN_APPROVAL");
  expect(movesNow({ status: "IN_APPROVAL", actions: [approve] }, approval)).toEqual([]);
});

test("tells states that it was in from those that it never was in", () => {
  const { states } = stateGraph(SOP, "DRAFT");
  expect(standings(states, "IN_REVIEW", undefined)).toEqual([
    "passed",
    "here",
    "ahead",
    "ahead",
    "ahead",
    "ahead",
  ]);
  const wasIn = new Set<Status>(["IN_REVIEW", "REVIEWED"]);
  // Its history does not know how it came to be: it was never seen as a draft.
  expect(standings(states, "IN_REVIEW", wasIn)).toEqual([
    "ahead",
    "here",
    "before",
    "ahead",
    "ahead",
    "ahead",
  ]);
  expect(standings(states, undefined, undefined)).toEqual(states.map(() => "ahead"));
});
