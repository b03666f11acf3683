import { describe, expect, it } from "vitest";
import { actionsFor } from "../../../../shared/contract/agent-actions.ts";
import { Agent, type AgentState } from "../../../../shared/contract/agents.ts";
import { bannerFor } from "./banner.ts";

const STATES: readonly AgentState[] = [
  { kind: "stopped" },
  { kind: "starting", since: 0 },
  { kind: "stopping", since: 0 },
  { kind: "stopping", since: 0, turnUntil: 120_000 },
  { kind: "exited", status: { code: 3, at: 0 } },
  { kind: "failed", reason: "It is not installed.", lastLines: ["last"], at: 0 },
  { kind: "lost", since: 0 },
  { kind: "outdated", protocol: 2 },
];

function agent(state: AgentState, more: Partial<Agent> = {}): Agent {
  return Agent.parse({ id: "qa", program: "x", state, hasTerminal: true, ...more });
}

describe("the banner over a terminal", () => {
  it("offers in every state but a sound one something that the state takes", () => {
    for (const state of STATES) {
      const banner = bannerFor(agent(state));
      expect(banner?.actions.length, state.kind).toBeGreaterThan(0);
      for (const action of banner?.actions ?? []) expect(actionsFor(state)).toContain(action);
    }
  });

  it("is absent while the agent simply runs, and says what is wrong where something is", () => {
    const running: AgentState = { kind: "running", since: 0, pid: 1 };
    expect(bannerFor(agent(running))).toBeUndefined();
    expect(bannerFor(agent(running, { problem: "The disk is full." }))?.detail).toBe("The disk is full.");
  });

  it("tells a failed start's reason and its last lines", () => {
    const banner = bannerFor(
      agent({ kind: "failed", reason: "It is not installed.", lastLines: ["a", "b"], at: 0 }),
    );
    expect(banner).toMatchObject({
      tone: "bad",
      detail: "It is not installed.",
      lines: ["a", "b"],
      actions: ["start"],
    });
  });

  it("speaks of a last screen only where there is one", () => {
    expect(bannerFor(agent({ kind: "stopped" }))?.detail).toBe("This is its last screen.");
    expect(bannerFor(agent({ kind: "stopped" }, { hasTerminal: false }))?.detail).toBeUndefined();
  });
});
