import { describe, expect, it } from "vitest";
import { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { countUp, createAgentsStore, noAgents, withAgentsChange } from "./agents-store.ts";

function agent(id: string, state: Agent["state"] = { kind: "stopped" }): Agent {
  return Agent.parse({ id, program: "scripted", state, hasTerminal: false });
}

describe("the agents of a project", () => {
  it("are not known before the first snapshot", () => {
    expect(createAgentsStore().getState()).toEqual({ isKnown: false, byId: new Map() });
  });

  it("are replaced by a snapshot, in its order", () => {
    const first = withAgentsChange(noAgents(), { kind: "snapshot", agents: [agent("qa"), agent("claude")] });
    const second = withAgentsChange(first, { kind: "snapshot", agents: [agent("bu"), agent("qa")] });
    expect([...second.byId.keys()]).toEqual(["bu", "qa"]);
    expect(second.isKnown).toBe(true);
  });

  it("change one at a time, each in its place", () => {
    const before = withAgentsChange(noAgents(), { kind: "snapshot", agents: [agent("qa"), agent("claude")] });
    const after = withAgentsChange(before, {
      kind: "changed",
      agent: agent("qa", { kind: "starting", since: 1 }),
    });
    expect([...after.byId.keys()]).toEqual(["qa", "claude"]);
    expect(after.byId.get(AgentId.parse("qa"))?.state.kind).toBe("starting");
    expect(before.byId.get(AgentId.parse("qa"))?.state.kind).toBe("stopped");
  });

  it("are counted as up while a program of theirs is alive or may be", () => {
    const agents = [
      agent("a", { kind: "running", since: 0, pid: 1 }),
      agent("b", { kind: "lost", since: 0 }),
      agent("c", { kind: "exited", status: { code: 0, at: 0 } }),
      agent("d"),
    ];
    expect(countUp(withAgentsChange(noAgents(), { kind: "snapshot", agents }))).toEqual({ up: 2, all: 4 });
  });
});
