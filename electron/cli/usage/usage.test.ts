import { afterEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentUsage, UsageDay } from "../../../shared/contract/usage.ts";
import { startFakeHub, type FakeHub } from "../fake-hub.test-support.ts";
import { runCli } from "../run-cli.test-support.ts";

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], usage: readonly AgentUsage[]) {
  hub = await startFakeHub({ agents: [], usage });
  return runCli(["usage", ...parameters, "--project", hub.project]);
}

function day(name: string, turns: number): UsageDay {
  return {
    day: name,
    turns,
    replies: 2 * turns,
    inputTokens: 100,
    outputTokens: 50,
    cacheReadTokens: 12_345,
    cacheWriteTokens: 0,
  };
}

const USAGE: readonly AgentUsage[] = [
  { agent: AgentId.parse("qa"), days: [day("2026-02-04", 12), day("2026-02-03", 1)], unreadableLines: 1 },
  { agent: AgentId.parse("tu_ui"), days: [], unreadableLines: 0 },
];

describe("usage", () => {
  it("shows the turns and tokens of each day", async () => {
    const { code, stdout } = await run([], USAGE);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "AGENT  DAY         TURNS  REPLIES  INPUT  OUTPUT  CACHE READ  CACHE WRITTEN",
      "qa     2026-02-04     12       24    100      50       12345              0",
      "qa     2026-02-03      1        2    100      50       12345              0",
      "",
      "qa: 1 line of its transcripts could not be read, and is not counted.",
      "",
    ]);
  });

  it("shows as many days as it is asked for", async () => {
    const { stdout } = await run(["--days", "1"], USAGE);
    expect(stdout).toContain("2026-02-04");
    expect(stdout).not.toContain("2026-02-03");
  });

  it("says that nothing was used, and prints all as JSON", async () => {
    expect((await run([], [])).stdout).toBe("No agent has used anything yet.\n");
    await hub?.dispose();
    expect(JSON.parse((await run(["--json"], USAGE)).stdout)).toEqual(USAGE);
  });
});
