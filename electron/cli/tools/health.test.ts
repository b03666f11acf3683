import { afterEach, expect, it } from "vitest";
import { ToolsView } from "../../../shared/contract/tools.ts";
import { fakeAgent, startFakeHub, type FakeHub } from "../fake-hub.test-support.ts";
import { runCli, type CliResult } from "../run-cli.test-support.ts";

const AGENTS = [fakeAgent("qa", { kind: "running", since: 0, pid: 1 }), fakeAgent("bu", { kind: "stopped" })];
const NO_CALLS = {
  counts: { done: 0, refused: 0, mismatch: 0, cancelled: 0, failed: 0 },
  lastCalls: [],
};
const DOWN = { agent: "bu", check: "down", servers: [server("qms", { kind: "unchecked" })] };

function server(name: string, state: object, calls: object = NO_CALLS): object {
  return { server: name, state, ...calls };
}

function reachable(more: object = {}): object {
  return { kind: "reachable", at: 0, startMs: 90, ms: 0.84, tools: 25, ...more };
}

function view(...servers: readonly object[]): ToolsView {
  return ToolsView.parse({ since: 0, agents: [{ agent: "qa", check: "possible", servers }, DOWN] });
}

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], before: ToolsView, after = before): Promise<CliResult> {
  hub = await startFakeHub({ agents: AGENTS, tools: [before, after] });
  return runCli(["tools", ...parameters, "--project", hub.project]);
}

it("lists the servers of each agent, and what was called", async () => {
  const calls = {
    counts: { done: 11, refused: 1, mismatch: 0, cancelled: 0, failed: 0 },
    lastCalls: [{ tool: "qms_status", at: Date.now() - 125_000, ms: 2, outcome: "done" }],
  };
  const { stdout, code } = await run([], view(server("qms", reachable(), calls)));
  expect(stdout.split("\n")).toEqual([
    "AGENT  SERVER  STATE       TOOLS     HUB  CALLS  REFUSED  LAST",
    "qa     qms     reachable      25  0.8 ms     12        1  qms_status, 2 min ago",
    "bu     qms     agent down      -       -      0        0  -",
    "",
  ]);
  expect(code).toBe(0);
});

it("tries those that can be tried, and says what is wrong below the list", async () => {
  const unreachable = { kind: "unreachable", since: 0, at: 0, reason: "It ended\u001b[2J." };
  const mismatch = { missing: ["qms_types"], unknown: [], different: ["qms_route"] };
  const before = view(server("qms", { kind: "unchecked" }), server("git", { kind: "unchecked" }));
  const after = view(server("qms", unreachable), server("git", reachable({ mismatch })));
  const { stdout, code } = await run(["--check"], before, after);
  expect(hub?.asked).toEqual(["check qa"]);
  expect(stdout).toContain("out of reach");
  expect(stdout).toContain("qa, qms: It ended");
  expect(stdout).not.toContain("\u001b");
  expect(stdout).toContain("missing: qms_types; different: qms_route");
  expect(code).toBe(1);
});

it("says of an agent that was named why its tools cannot be tried", async () => {
  const { stderr, code } = await run(["bu", "--check"], view(), ToolsView.parse({ since: 0, agents: [] }));
  expect([code, stderr]).toEqual([1, expect.stringContaining("bu does not run.")]);
});

it("says what programs of the person called with a token", async () => {
  const used = { server: "qms", counts: { ...NO_CALLS.counts, done: 3, mismatch: 1 }, lastCalls: [] };
  const programs = [{ user: "qa", servers: [used, { server: "git", ...NO_CALLS }] }];
  const { stdout } = await run([], ToolsView.parse({ ...view(server("qms", reachable())), programs }));
  expect(stdout).toContain("With the token of qa, qms: 4 calls, 1 refused, 1 in another's name.");
  expect(stdout).not.toContain("qa, git:");
});

it("says of agents that were named alone, and as JSON for programs", async () => {
  const { stdout } = await run(["qa", "--json"], view(server("qms", reachable())));
  expect(JSON.parse(stdout)).toMatchObject([{ agent: "qa", servers: [{ server: "qms" }] }]);
});
