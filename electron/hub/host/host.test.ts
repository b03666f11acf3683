import { spawn } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createToken } from "../api/access.ts";
import { createContractServer } from "../api/contract-server.ts";
import { serveHttp } from "../api/serve-http.ts";
import { findRunningHub } from "../project/hub-lock.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

let test: TestHost | undefined;

afterEach(async () => {
  await test?.dispose();
  test = undefined;
});

describe("opening a project", () => {
  it("says what is wrong with a path, and keeps the project that is open", async () => {
    test = await TestHost.create("true");
    const { host, folder } = test;
    await writeFile(join(folder, "a-file"), "");
    await mkdir(join(folder, "empty"));
    await mkdir(join(folder, "bad"));
    await writeFile(join(folder, "bad", "quorum.json"), `{ "agents": { "qa": { "program": 7 } } }`);
    await mkdir(join(folder, "broken"));
    await writeFile(join(folder, "broken", "quorum.json"), "{ not json");
    await expect(host.openProject(join(folder, "nowhere"))).rejects.toThrow(
      "does not exist. Check the path.",
    );
    await expect(host.openProject(join(folder, "a-file"))).rejects.toThrow(
      "is a file. Choose the folder of the project.",
    );
    await expect(host.openProject(join(folder, "empty"))).rejects.toThrow("holds no project");
    await expect(host.openProject(join(folder, "bad"))).rejects.toThrow(
      "quorum.json is not right at agents.qa.program",
    );
    await expect(host.openProject(join(folder, "broken"))).rejects.toThrow("quorum.json is not JSON");
    expect(host.project?.path).toBe(test.project);
    expect(await readFile(join(folder, "bad", "quorum.json"), "utf8")).toContain("7");
  });

  it("creates the sample project only where nothing is", async () => {
    test = await TestHost.create("true");
    const { host, folder, project } = test;
    await expect(host.createSample(project)).rejects.toThrow("is not empty");
    const sample = await host.createSample(join(folder, "sample"));
    expect(host.agents.map((agent) => agent.id)).toEqual(["claude", "qa", "tu_ui"]);
    expect(await readdir(sample.path)).toContain("QMS");
    await host.openProject(project);
    // Asked for again, it is the same one.
    expect(await host.openSample()).toEqual(sample);
    await host.openProject(project);
  });

  it("reads a project's agents anew when it is opened again", async () => {
    test = await TestHost.create("echo ready; sleep 60");
    await test.host.hub.start(QA);
    const running = test.agent().state;
    await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
    await writeFile(join(test.project, ".claude", "agents", "bu.md"), "---\ndescription: Builds\n---\n");
    await test.host.openProject(test.project);
    expect(test.host.agents.map((agent) => agent.id)).toEqual(["claude", "qa", "bu"]);
    expect(test.agent().state).toEqual(running);
  });

  it("remembers what was open, the latest first", async () => {
    test = await TestHost.create("true");
    const sample = await test.host.createSample(join(test.folder, "sample"));
    await test.host.openProject(test.project);
    expect(test.host.state.recent.map((project) => project.path)).toEqual([test.project, sample.path]);
  });

  it("keeps a settings file aside that does not parse", async () => {
    test = await TestHost.create("true");
    await test.host.close();
    const file = join(test.folder, "user", "settings.json");
    await writeFile(file, "{ torn");
    await test.boot();
    await test.host.openProject(test.project);
    expect(await readFile(`${file}.bad`, "utf8")).toBe("{ torn");
    expect(test.host.user.settings.theme).toBe("system");
  });

  it("takes over the lock of a hub that died", async () => {
    test = await TestHost.create("true");
    await test.host.close();
    const dead = spawn("true");
    await new Promise((resolve) => {
      dead.on("exit", resolve);
    });
    const lock = join(test.project, ".quorum", "hub.lock");
    await mkdir(lock, { recursive: true });
    await writeFile(join(lock, "pid"), String(dead.pid));
    await test.boot();
    await test.host.openProject(test.project);
    expect(await readFile(join(lock, "pid"), "utf8")).toBe(String(process.pid));
  });
});

describe("a record of a hub", () => {
  it("that leads to another machine is none", async () => {
    test = await TestHost.create("true");
    await test.host.close();
    const elsewhere = {
      pid: process.ppid,
      startedAt: 1,
      url: "http://192.0.2.1:4848",
      token: "t",
      version: "1",
    };
    await writeFile(join(test.project, ".quorum", "hub.json"), JSON.stringify(elsewhere), { mode: 0o600 });
    expect(await findRunningHub(test.project)).toBeUndefined();
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.host.runsHub).toBe(true);
  });
});

describe("a second host", () => {
  it("joins the hub that runs, and takes over when it goes", async () => {
    test = await TestHost.create("echo ready; while read -r line; do echo got: $line; done");
    const first = test.host;
    const token = createToken();
    const http = await serveHttp(first, { contract: createContractServer(first), token, log: first.log });
    await first.reachableAt({ url: http.url, token });
    // The record says another process, as it would be: in a test both hosts live in one.
    const record = join(test.project, ".quorum", "hub.json");
    const address = JSON.parse(await readFile(record, "utf8"));
    await writeFile(record, JSON.stringify({ ...address, pid: process.ppid }));
    await test.boot();
    const second = test.host;
    await second.openProject(test.project);
    await second.hub.start(QA);
    expect(first.agents.find((agent) => agent.id === QA)?.state.kind).toBe("running");
    await test.becomes("running");
    const viewer = test.view();
    await viewer.sees("ready");
    viewer.type("from the second\r");
    await viewer.sees("got: from the second");
    const taken = new Promise<void>((resolve) => {
      const subscription = second.onHubChanged(() => {
        subscription.dispose();
        resolve();
      });
    });
    await first.close();
    await http.close();
    await taken;
    await test.becomes("running");
    const again = test.view();
    await again.sees("got: from the second");
  });
});
