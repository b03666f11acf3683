import { expect, it } from "vitest";
import { AgentId, type Agent, type AgentState } from "../../../../shared/contract/agents.ts";
import { createStartAll, progressOf, progressText } from "./start-all.ts";

const FAILED: AgentState = { kind: "failed", reason: "No program.", at: 1, lastLines: [] };

function agent(id: string, state: AgentState = { kind: "stopped" }): Agent {
  return { id: AgentId.parse(id), program: "scripted", hasTerminal: false, state };
}

function makeStart() {
  const done: string[] = [];
  const startAll = createStartAll((id, action) => {
    done.push(`${action} ${id}`);
    return Promise.resolve();
  });
  const text = (agents: readonly Agent[]): string =>
    progressText(progressOf(startAll.store.getState().started ?? new Map(), agents));
  return { done, startAll, text };
}

const RUNNING: AgentState = { kind: "running", since: 1, pid: 1 };

it("starts those that are down, and says how far that is", () => {
  const { done, startAll, text } = makeStart();
  startAll.start([agent("qa"), agent("bu", FAILED), agent("tu_ui", RUNNING)]);
  expect(done).toEqual(["start qa", "start bu"]);
  expect(text([agent("qa"), agent("bu", FAILED), agent("tu_ui", RUNNING)])).toBe("Starting: 0 of 2 up");
  expect(text([agent("qa", RUNNING), agent("bu", { ...FAILED })])).toBe("Started: 1 of 2 up, 1 failed");
});

it("gives up those that are not up yet, and leaves the others", () => {
  const { done, startAll } = makeStart();
  startAll.start([agent("qa"), agent("bu")]);
  startAll.cancel([agent("qa", RUNNING), agent("bu", { kind: "starting", since: 1 }), agent("tu_ui")]);
  expect(done.slice(2)).toEqual(["stop bu"]);
  expect(startAll.store.getState().started).toBeUndefined();
});

it("does nothing where all are up", () => {
  const { done, startAll } = makeStart();
  startAll.start([agent("qa", RUNNING)]);
  expect(done).toEqual([]);
  expect(startAll.store.getState().started).toBeUndefined();
});
