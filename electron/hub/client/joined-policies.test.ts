import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy } from "../../../shared/contract/policies.ts";
import { createToken } from "../api/access.ts";
import { createContractServer } from "../api/contract-server.ts";
import { serveHttp, type HttpServer } from "../api/serve-http.ts";
import type { Hub } from "../hub.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { joinHub } from "./join-hub.ts";

describe("the policies and the usage of a joined hub", () => {
  let test: TestHost;
  let http: HttpServer;
  let hub: Hub;
  let end: AbortController;

  beforeEach(async () => {
    test = await TestHost.create("sleep 1000");
    const { host } = test;
    const token = createToken();
    http = await serveHttp(host, { contract: createContractServer(host), token, log: host.log });
    const address = { url: http.url, token, pid: 1, startedAt: 0, version: "0" };
    hub = await joinHub(host.hub.project, address, host.log);
    end = new AbortController();
  });

  afterEach(async () => {
    end.abort();
    await hub.close();
    await http.close();
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
    await http.close();
    await next.catch(() => undefined);
  });
});
