import { afterEach, beforeEach, expect, it } from "vitest";
import { trackDisposables } from "../../../../shared/base/track-disposables.test-support.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import type { Agent, AgentState } from "../../../../shared/contract/agents.ts";
import type { ToolServerState } from "../../../../shared/contract/tools.ts";
import type { ServerCheck } from "../../../../shared/link/tool-checks.ts";
import { QMS_SERVER } from "../../../../shared/mcp/qms-tools.ts";
import { listedServer } from "../../../../shared/mcp/tool-plan.ts";
import { createJsonLog } from "../../log/json-log.ts";
import { TestClock } from "../../policies/test-clock.test-support.ts";
import { QA } from "../../testing/test-host.test-support.ts";
import type { FinishedCall } from "../observed-desk.ts";
import { ToolHealth, type CheckedAgent } from "./tool-health.ts";

trackDisposables();

const TOOLS: unknown[] = JSON.parse(JSON.stringify(listedServer(QMS_SERVER).tools));
const RUNNING: AgentState = { kind: "running", since: 1000, pid: 7 };

/** An agent whose session finds what a test says. */
class FakeAgent implements CheckedAgent {
  readonly #changed = new Emitter<Agent>();
  readonly onChanged = this.#changed.event;
  view: Agent = { id: QA, program: "test", state: { kind: "stopped" }, hasTerminal: false };
  checksTools = true;
  found: ServerCheck["found"] = found({});
  checks = 0;

  become(state: AgentState): void {
    this.view = { ...this.view, state };
    this.#changed.fire(this.view);
  }

  checkTools(): Promise<readonly ServerCheck[]> {
    this.checks += 1;
    return Promise.resolve([{ server: "qms", found: this.found }]);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function found(given: Partial<Extract<ServerCheck["found"], { kind: "answered" }>>): ServerCheck["found"] {
  return { kind: "answered", startMs: 90, tools: TOOLS, hub: { kind: "reached", ms: 1.5 }, ...given };
}

let agent: FakeAgent;
let clock: TestClock;
let health: ToolHealth;

beforeEach(() => {
  agent = new FakeAgent();
  clock = new TestClock();
  const log = createJsonLog(() => undefined, Date.now);
  health = new ToolHealth({ agents: [agent], plans: [QMS_SERVER], clock, log });
});

afterEach(() => {
  health.dispose();
  agent.dispose();
});

async function stateAfter(what: ServerCheck["found"]): Promise<ToolServerState | undefined> {
  agent.found = what;
  return (await health.check(QA)).servers[0]?.state;
}

it("tries the tools of an agent once, soon after each start", async () => {
  agent.become(RUNNING);
  expect(agent.checks).toBe(0);
  clock.pass(10_000);
  await expect.poll(() => agent.checks).toBe(1);
  agent.become({ kind: "lost", since: 2000 });
  agent.become(RUNNING);
  clock.pass(10_000);
  agent.become({ kind: "stopped" });
  agent.become({ ...RUNNING, since: 3000 });
  clock.pass(10_000);
  await expect.poll(() => agent.checks).toBe(2);
});

it("says what a session found, and in what its tools are not the hub's", async () => {
  agent.become(RUNNING);
  const count = TOOLS.length;
  expect(await stateAfter(found({}))).toMatchObject({
    kind: "reachable",
    tools: count,
    ms: 1.5,
    startMs: 90,
  });
  expect(await stateAfter(found({}))).not.toHaveProperty("mismatch");
  const [first, second, ...rest] = TOOLS;
  const other = { ...(second as object), description: "Something else." };
  expect(await stateAfter(found({ tools: [other, { name: "qms_old" }, ...rest] }))).toMatchObject({
    kind: "reachable",
    mismatch: {
      missing: [(first as { name: string }).name],
      unknown: ["qms_old"],
      different: [(second as { name: string }).name],
    },
  });
  for (const odd of [null, 7, {}, { name: 5 }])
    expect(await stateAfter(found({ tools: [...TOOLS, odd] }))).toMatchObject({
      mismatch: { unknown: ["?"] },
    });
});

it("says since when and why a server is out of reach, until it is reached or the agent is down", async () => {
  agent.become(RUNNING);
  const reasons = [
    { kind: "silent", reason: "It ended\u001b[31m with code 1." },
    found({ hub: { kind: "not-reached", reason: "No hub." } }),
  ] as const;
  const first = await stateAfter(reasons[0]);
  expect(first).toMatchObject({ kind: "unreachable" });
  expect(JSON.stringify(first)).not.toContain("\\u001b");
  clock.pass(60_000);
  const second = await stateAfter(reasons[1]);
  expect(second).toMatchObject({ kind: "unreachable", reason: "No hub." });
  expect(health.troubles()).toMatchObject([{ agent: "qa", servers: ["qms"], reason: "No hub." }]);
  if (first?.kind !== "unreachable" || second?.kind !== "unreachable") throw new Error("not out of reach");
  expect([second.since, second.at > first.at]).toEqual([first.since, true]);
  let changes = 0;
  const subscription = health.onTroubleChanged(() => (changes += 1));
  agent.become({ kind: "stopped" });
  expect([health.troubles(), changes]).toEqual([[], 1]);
  subscription.dispose();
});

it("refuses to try what cannot be tried, and says what to do", async () => {
  await expect(health.check(QA)).rejects.toThrow("does not run");
  agent.checksTools = false;
  agent.become(RUNNING);
  await expect(health.check(QA)).rejects.toThrow("Restart it");
});

it("counts the calls of agents by how they went, and keeps the latest", async () => {
  const call: FinishedCall = {
    user: "qa",
    door: "session",
    server: "qms",
    tool: "qms_status",
    key: "k",
    arguments: {},
    at: 1,
    ms: 2,
    outcome: "done",
  };
  for (let at = 0; at < 30; at += 1) health.called({ ...call, at });
  health.called({ ...call, at: 30, outcome: "mismatch" });
  health.called({ ...call, door: "http", outcome: "failed" });
  agent.become(RUNNING);
  const [server] = (await health.check(QA)).servers;
  expect(server?.counts).toEqual({ done: 30, refused: 0, mismatch: 1, cancelled: 0, failed: 0 });
  expect(server?.lastCalls).toHaveLength(20);
  expect(server?.lastCalls[0]).toEqual({ tool: "qms_status", at: 30, ms: 2, outcome: "mismatch" });
});
