import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AgentTools } from "../../../../shared/contract/tools.ts";
import { QA, TestHost } from "../../testing/test-host.test-support.ts";

let test: TestHost;

beforeEach(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
});

afterEach(() => test.dispose());

async function toolsOfQa(): Promise<AgentTools | undefined> {
  const stop = new AbortController();
  for await (const { agents } of test.host.hub.toolHealth.changes(stop.signal))
    return agents.find(({ agent }) => agent === QA);
  return undefined;
}

it("has an agent's session try its servers as its program starts them, through to the hub and back", async () => {
  expect(await toolsOfQa()).toMatchObject({ check: "down" });
  await expect(test.host.hub.toolHealth.check(QA)).rejects.toThrow("does not run");
  await test.host.hub.start(QA);
  const { servers } = await test.host.hub.toolHealth.check(QA);
  expect(servers.map(({ server }) => server)).toEqual([...test.host.hub.tools.keys()]);
  for (const { state } of servers) {
    expect(state).toMatchObject({ kind: "reachable" });
    expect(state).not.toHaveProperty("mismatch");
  }
  await test.host.hub.stop(QA, "by-force");
  await test.becomes("stopped");
  expect((await toolsOfQa())?.servers[0]?.state).toEqual({ kind: "unchecked" });
});
