import { expect, it } from "vitest";
import { AgentId, type AgentState } from "../../../shared/contract/agents.ts";
import type { Status } from "../../../shared/qms/status.ts";
import { agentSayings, documentSayings, itemSayings, speechOf, type Saying } from "./sayings.ts";

const qa = AgentId.parse("qa");
const STOPPED: AgentState = { kind: "stopped" };
const RUNNING: AgentState = { kind: "running", since: 0, pid: 1 };
const sentences = (sayings: readonly Saying[]): readonly string[] => sayings.map(({ sentence }) => sentence);

it.each<[AgentState, AgentState, readonly string[]]>([
  [STOPPED, { kind: "starting", since: 0 }, []],
  [{ kind: "starting", since: 0 }, RUNNING, ["qa started."]],
  [RUNNING, { kind: "running", since: 9, pid: 2 }, []],
  [RUNNING, { kind: "stopping", since: 0 }, []],
  [RUNNING, STOPPED, ["qa stopped."]],
  [RUNNING, { kind: "exited", status: { code: 3, at: 0 } }, ["qa exited with code 3."]],
  [RUNNING, { kind: "failed", reason: "No room", lastLines: [], at: 0 }, ["qa failed."]],
  [RUNNING, { kind: "lost", since: 0 }, ["qa lost its link."]],
  [{ kind: "lost", since: 0 }, RUNNING, ["qa is linked again."]],
])("tells of an agent that was %j and is %j", (before, after, told) => {
  expect(
    sentences(agentSayings(new Map([[qa, { state: before }]]), new Map([[qa, { state: after }]]))),
  ).toEqual(told);
});

it("tells which documents are new, and which have another state", () => {
  const of = (id: string, status: Status | undefined) => [id, { status }] as const;
  const before = new Map([of("CR-001", "DRAFT"), of("CR-002", "DRAFT"), of("CR-003", "DRAFT")]);
  const after = new Map([of("CR-001", "IN_PRE_REVIEW"), of("CR-002", "DRAFT"), of("CR-004", "DRAFT")]);
  expect(sentences(documentSayings(before, after))).toEqual([
    "CR-001 is in pre-review.",
    "CR-004 was created.",
  ]);
});

it("tells what arrived for the person, and nothing of what was put away", () => {
  const counts = (task: number, message: number, unknown = 0) => ({
    task,
    message,
    notification: 0,
    unknown,
  });
  expect(sentences(itemSayings(undefined, counts(1, 0)))).toEqual(["A task arrived for you."]);
  expect(sentences(itemSayings(counts(0, 0), counts(0, 0, 1)))).toEqual(["An item arrived for you."]);
  expect(sentences(itemSayings(counts(1, 1), counts(2, 3)))).toEqual(["3 items arrived for you."]);
  expect(itemSayings(counts(3, 1), counts(1, 1))).toEqual([]);
});

it("says the same once, and of many that there are many", () => {
  const failed: Saying = { about: "waits", sentence: "qa failed." };
  expect(speechOf([failed, { about: "agents", sentence: "qa failed." }])).toBe("qa failed.");
  const documents = [1, 2, 3, 4].map((at): Saying => ({
    about: "documents",
    sentence: `CR-00${String(at)} is a draft.`,
  }));
  expect(speechOf([failed, ...documents])).toBe("qa failed. 4 documents are new or have another state.");
  expect(speechOf([])).toBe("");
});
