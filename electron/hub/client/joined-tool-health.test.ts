import { afterEach, beforeEach, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Hub } from "../hub.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { joinTestHost, type Joined } from "./joined.test-support.ts";

let test: TestHost;
let joined: Joined;
let hub: Hub;
let end: AbortController;

beforeEach(async () => {
  test = await TestHost.create("sleep 1000");
  joined = await joinTestHost(test);
  ({ hub, end } = joined);
});

afterEach(async () => {
  await joined.leave();
  await test.dispose();
});

it("tells how the tools of the other program's agents are, and has them tried there", async () => {
  const changes = hub.toolHealth.changes(end.signal)[Symbol.asyncIterator]();
  const names = [{ agent: "claude" }, { agent: "qa", check: "down" }];
  expect((await changes.next()).value).toMatchObject({ agents: names });
  await expect(hub.toolHealth.check(QA)).rejects.toMatchObject({ name: "HubError", code: "conflict" });
  const nobody = AgentId.parse("nobody");
  await expect(hub.toolHealth.check(nobody)).rejects.toMatchObject({ code: "not_found" });
  await test.host.hub.start(QA);
  const { servers } = await hub.toolHealth.check(QA);
  expect(servers.length).toBeGreaterThan(0);
  for (const { state } of servers) expect(state.kind).toBe("reachable");
});
