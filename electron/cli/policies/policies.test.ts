import { afterEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentPolicy } from "../../../shared/contract/policies.ts";
import { fakeAgent, startFakeHub, type FakeHub, type FakeHubOptions } from "../fake-hub.test-support.ts";
import { runCli } from "../run-cli.test-support.ts";

const STOPPED = { kind: "stopped" } as const;
const AGENTS = [fakeAgent("qa", STOPPED), fakeAgent("tu_ui", STOPPED)];
const MINUTE = 60_000;

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], options: Partial<FakeHubOptions> = {}) {
  hub = await startFakeHub({ agents: AGENTS, ...options });
  return runCli([...parameters, "--project", hub.project]);
}

const QA = AgentId.parse("qa");
const POLICY: AgentPolicy = { launch: "on-task", stop: { kind: "idle-for", minutes: 10 }, restarts: 3 };

describe("policies", () => {
  it("says what every agent does without being asked, and what comes next", async () => {
    const { code, stdout } = await run(["policies"], {
      policies: {
        agents: { [QA]: POLICY },
        outlooks: { [QA]: { kind: "stops", at: Date.now() + 5.5 * MINUTE, reason: "It has been idle." } },
      },
    });
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "AGENT  LAUNCH   STOP         RESTARTS  NEXT",
      "qa     on-task  idle-for=10  3         stopped in 5 min: It has been idle.",
      "tu_ui  manual   manual       0         -",
      "",
      "At most 12 run at once, and one at a time is started.",
      "",
    ]);
  });

  it("says what is wrong with the file that a person edited", async () => {
    const { stdout } = await run(["policies"], { policies: { problem: "policies.json is not JSON." } });
    expect(stdout).toContain("\npolicies.json is not JSON.\n");
  });

  it("sets what is said, and leaves the rest", async () => {
    const result = await run(["policies", "set", "qa", "--stop", "inbox-empty"], {
      policies: { agents: { [QA]: POLICY } },
    });
    expect(result).toEqual({
      code: 0,
      stdout: "qa: launch on-task, stop inbox-empty, restarts 3.\n",
      stderr: "",
    });
    expect(hub?.policies.agents).toEqual({ qa: { ...POLICY, stop: { kind: "inbox-empty" } } });
  });

  it("gives a policy to an agent that had none", async () => {
    await run(["policies", "set", "tu_ui", "--launch", "always", "--stop", "idle-for=5", "--restarts", "2"]);
    expect(hub?.policies.agents).toEqual({
      tu_ui: { launch: "always", stop: { kind: "idle-for", minutes: 5 }, restarts: 2 },
    });
  });

  it("limits how many run at once", async () => {
    const { stdout } = await run(["policies", "limit", "--running", "4"]);
    expect(stdout).toBe("At most 4 run at once, and one at a time is started.\n");
    expect(hub?.policies.limits).toEqual({ running: 4, starting: 1 });
  });

  it.each([
    ["another launch", ["set", "qa", "--launch", "often"]],
    ["another stop", ["set", "qa", "--stop", "idle-for=soon"]],
    ["a stop after no time", ["set", "qa", "--stop", "idle-for=0"]],
    ["too many restarts", ["set", "qa", "--restarts", "21"]],
    ["restarts that are no number", ["set", "qa", "--restarts", "few"]],
    ["nothing at all", ["set", "qa"]],
    ["a limit of none", ["limit", "--running", "0"]],
    ["no limit", ["limit"]],
  ])("refuses %s with code 2, and sets nothing", async (_, parameters) => {
    const { code, stderr } = await run(["policies", ...parameters]);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(hub?.policies.agents).toEqual({});
  });

  it("sets nothing of an agent that is not there", async () => {
    const { code, stderr } = await run(["policies", "set", "qq", "--launch", "always"]);
    expect([code, stderr]).toEqual([1, "There is no agent called qq. There are qa, tu_ui.\n"]);
    expect(hub?.policies.agents).toEqual({});
  });
});
