import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { createToken } from "../api/access.ts";
import { createContractServer } from "../api/contract-server.ts";
import { serveHttp, type HttpServer } from "../api/serve-http.ts";
import type { Hub } from "../hub.ts";
import { createMemoryPipe } from "../testing/memory-pipe.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { TestViewer } from "../testing/test-viewer.test-support.ts";
import { joinHub } from "./join-hub.ts";

const bu = AgentId.parse("bu");

describe("the containers of a joined hub", () => {
  let test: TestHost;
  let http: HttpServer;
  let hub: Hub;
  let end: AbortController;
  let engine: string | undefined;

  beforeEach(async () => {
    engine = process.env["DOCKER_HOST"];
    // Nothing listens in a folder that is not there.
    process.env["DOCKER_HOST"] = "unix:///nowhere/docker.sock";
    test = await TestHost.create("sleep 1000", { bu: { runtime: "docker", tokens: ["GH_TOKEN"] } });
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
    if (engine === undefined) delete process.env["DOCKER_HOST"];
    else process.env["DOCKER_HOST"] = engine;
  });

  it("are those of the other program's hub, and what is asked of them is done there", async () => {
    await hub.containers.look();
    const changes = hub.containers.changes(end.signal)[Symbol.asyncIterator]();
    const { value: first } = await changes.next();
    expect(first).toMatchObject({
      engine: { sentence: expect.stringContaining("Docker") },
      agents: [bu],
      grants: [{ agent: bu, grants: ["the token GH_TOKEN"], isAllowed: false }],
    });
    await hub.containers.allow(bu, ["the token GH_TOKEN"]);
    for (let view = first; view?.grants[0]?.isAllowed !== true;) ({ value: view } = await changes.next());
    await expect(hub.containers.build()).rejects.toMatchObject({ name: "HubError", code: "unavailable" });
    await expect(hub.containers.logs(AgentId.parse("claude"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("open a shell there, which says why there is none", async () => {
    const [near, far] = createMemoryPipe();
    hub.containers.openShell(bu, far);
    const viewer = new TestViewer(near);
    await viewer.until(() => viewer.isEnded);
    expect(viewer.text).toContain("Docker");
    near.close();
  });
});
