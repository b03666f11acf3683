import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy } from "../../../shared/contract/policies.ts";
import type { Hub } from "../hub.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { joinTestHost, type Joined } from "./joined.test-support.ts";

describe("the policies and the usage of a joined hub", () => {
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

  it("are those of the other program's hub, and are set there", async () => {
    const changes = hub.policies.changes(end.signal)[Symbol.asyncIterator]();
    expect((await changes.next()).value).toMatchObject({ agents: {}, limits: { running: 12 } });
    const policy = AgentPolicy.parse({ launch: "always", restarts: 2 });
    expect((await hub.policies.set(QA, policy)).agents).toEqual({ qa: policy });
    expect((await changes.next()).value).toMatchObject({ agents: { qa: policy } });
    await test.becomes("running");
    expect(await hub.policies.setLimits({ running: 3, starting: 1 })).toMatchObject({
      limits: { running: 3 },
    });
  });

  it("are refused there with the same code and sentence", async () => {
    const nobody = AgentId.parse("nobody");
    await expect(hub.policies.set(nobody, AgentPolicy.parse({}))).rejects.toMatchObject({
      name: "HubError",
      code: "not_found",
    });
  });

  it("tell of what agents use, and end with the hub", async () => {
    const changes = hub.usage.changes(end.signal)[Symbol.asyncIterator]();
    const none = { days: [], unreadableLines: 0 };
    expect((await changes.next()).value).toEqual({
      kind: "snapshot",
      usage: [
        { agent: "claude", ...none },
        { agent: "qa", ...none },
      ],
    });
    const next = changes.next();
    await joined.lose();
    await next.catch(() => undefined);
  });
});
