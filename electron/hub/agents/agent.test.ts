import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { stateOf } from "../../agentd/screen-state.test-support.ts";
import { actionsFor } from "../../../shared/contract/agent-actions.ts";
import { AgentId, type Agent } from "../../../shared/contract/agents.ts";
import { TestHost } from "../testing/test-host.test-support.ts";

/** Answers each line, as a program at a prompt does. */
const ECHO = `echo ready; while read -r line; do echo "got: $line"; done`;

const TU_UI = AgentId.parse("tu_ui");

let test: TestHost | undefined;

afterEach(async () => {
  await test?.dispose();
  test = undefined;
});

async function latestSession(project: string): Promise<string> {
  const folder = join(project, ".quorum", "agents", "qa");
  return join(folder, (await readdir(folder)).toSorted().at(-1) ?? "");
}

async function statusIn(session: string): Promise<{ kind: string; hostPid: number; programPid: number }> {
  return JSON.parse(await readFile(join(session, "status.json"), "utf8"));
}

function isInTurn({ state }: Agent): boolean {
  return state.kind === "stopping" && state.turnUntil !== undefined;
}

async function beginTurn(host: TestHost, words: string): Promise<void> {
  await host.host.hub.start(TU_UI);
  await host.until(({ activity }) => activity?.kind === "idle", TU_UI);
  host.view({}, TU_UI).type(`${words}\r`);
  await host.until(({ activity }) => activity?.kind === "busy", TU_UI);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is dead; it only waits to be noticed.
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)])
      .toString()
      .trim()
      .startsWith("Z");
  } catch {
    return false;
  }
}

describe("an agent", () => {
  it("starts, takes what is typed, and stops", async () => {
    test = await TestHost.create(ECHO);
    expect(test.agent().state.kind).toBe("stopped");
    const started = await test.host.hub.start(test.agent().id);
    expect(started.state.kind).toBe("running");
    const viewer = test.view();
    await viewer.sees("ready");
    viewer.type("hello\r");
    await viewer.sees("got: hello");
    await test.host.hub.stop(test.agent().id, "after-turn");
    await test.becomes("stopped");
    await viewer.until((one) => one.isEnded);
    expect(viewer.text).toContain("got: hello");
  });

  it("leaves no process behind when it is stopped, whatever its program started", async () => {
    test = await TestHost.create(
      `sleep 1000 & trap "" HUP TERM; echo "child $!"; while :; do sleep 0.1; done`,
    );
    const started = await test.host.hub.start(test.agent().id);
    const viewer = test.view();
    await viewer.sees("child ");
    const child = Number(/child (\d+)/.exec(viewer.text)?.[1]);
    await test.host.hub.stop(started.id, "after-turn");
    expect(test.agent().state.kind).toBe("stopping");
    await test.host.hub.stop(started.id, "by-force");
    await test.becomes("stopped");
    expect(isAlive(child)).toBe(false);
    expect(started.state.kind === "running" && isAlive(started.state.pid)).toBe(false);
  });

  it("is stopped when its turn is over, also when its hub is gone by then", async () => {
    test = await TestHost.create("true", { tu_ui: { program: "scripted" } });
    await beginTurn(test, "run 4");
    await test.host.hub.stop(TU_UI, "after-turn");
    await test.until(isInTurn, TU_UI);
    await test.host.close();
    await test.boot();
    await test.host.openProject(test.project);
    await test.until(isInTurn, TU_UI);
    await test.becomes("stopped", TU_UI);
    const viewer = test.view({}, TU_UI);
    await viewer.until((one) => one.isEnded);
    expect(viewer.text).toContain("Finished in");
  });

  it("is stopped in its turn by whoever does not wait for it", async () => {
    test = await TestHost.create("true", { tu_ui: { program: "scripted" } });
    await beginTurn(test, "run 600");
    await test.host.hub.stop(TU_UI, "after-turn");
    const { state } = await test.until(isInTurn, TU_UI);
    expect(actionsFor(state)[0]).toBe("stop-now");
    await test.host.hub.stop(TU_UI, "now");
    await test.becomes("stopped", TU_UI);
  });

  it("tells how its program ended", async () => {
    test = await TestHost.create("echo bye; exit 0");
    await test.host.hub.start(test.agent().id);
    const ended = await test.becomes("exited");
    expect(ended.state).toMatchObject({ status: { code: 0 } });
    expect(ended.hasTerminal).toBe(true);
  });

  it("shows the reason and the last lines when its program dies at once", async () => {
    test = await TestHost.create("echo starting up; echo 'cannot find the moon' >&2; exit 7");
    await test.host.hub.start(test.agent().id);
    const { state } = await test.becomes("failed");
    expect(state).toMatchObject({ lastLines: ["starting up", "cannot find the moon"] });
    expect(state.kind === "failed" && state.reason).toContain("code 7");
    const viewer = test.view();
    await viewer.until((one) => one.isEnded);
    expect(viewer.text).toContain("cannot find the moon");
  });

  it("says that its command is not there", async () => {
    test = await TestHost.create("", { qa: { program: { command: "no-such-command-anywhere" } } });
    const agent = await test.host.hub.start(test.agent().id);
    expect(agent.state).toMatchObject({ kind: "failed" });
    expect(agent.state.kind === "failed" && agent.state.reason).toContain(
      "no-such-command-anywhere was not found",
    );
  });

  it("is found running, with its screen as it was, by a hub that starts after another died", async () => {
    test = await TestHost.create(
      `printf '\\e[31mred\\e[0m \\e[?2004h'; for i in $(seq 200); do echo "line $i"; done; ${ECHO}`,
    );
    await test.host.hub.start(test.agent().id);
    const before = test.view();
    await before.sees("ready");
    const { state } = test.agent();
    await test.host.close();
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.agent().state).toEqual(state);
    const after = test.view();
    await after.sees("ready");
    expect(stateOf(after.terminal, 0)).toEqual(stateOf(before.terminal, 0));
    after.send({ kind: "history" });
    await after.sees("line 1\n");
    after.type("still here\r");
    await after.sees("got: still here");
  });

  it("fails with a reason when its session host is killed, and the program goes with it", async () => {
    test = await TestHost.create(`trap "" HUP; ${ECHO}; while :; do sleep 0.1; done`);
    await test.host.hub.start(test.agent().id);
    const viewer = test.view();
    await viewer.sees("ready");
    const status = await statusIn(await latestSession(test.project));
    process.kill(status.hostPid, "SIGKILL");
    const { state } = await test.becomes("failed");
    expect(state).toMatchObject({ lastLines: ["ready"] });
    expect(isAlive(status.programPid)).toBe(false);
    await viewer.until((one) => one.isEnded);
    expect(viewer.text).toContain("ready");
    expect((await test.host.hub.start(test.agent().id)).state.kind).toBe("running");
  });

  it("is lost while its session host hangs, and found again when it goes on", async () => {
    test = await TestHost.create(ECHO);
    await test.host.hub.start(test.agent().id);
    const { hostPid } = await statusIn(await latestSession(test.project));
    await test.host.close();
    process.kill(hostPid, "SIGSTOP");
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.agent().state.kind).toBe("lost");
    process.kill(hostPid, "SIGCONT");
    await test.becomes("running");
    const viewer = test.view();
    await viewer.sees("ready");
  });

  it("is found again when its socket was taken away, as a logout does", async () => {
    test = await TestHost.create(ECHO);
    await test.host.hub.start(test.agent().id);
    const { socket } = JSON.parse(
      await readFile(join(await latestSession(test.project), "launch.json"), "utf8"),
    );
    await test.host.close();
    await rm(socket);
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.agent().state.kind).toBe("lost");
    await test.becomes("running");
    const viewer = test.view();
    await viewer.sees("ready");
  });

  it("can be stopped while its session host hangs", async () => {
    test = await TestHost.create(ECHO);
    await test.host.hub.start(test.agent().id);
    const status = await statusIn(await latestSession(test.project));
    await test.host.close();
    process.kill(status.hostPid, "SIGSTOP");
    await test.boot();
    await test.host.openProject(test.project);
    await test.host.hub.stop(test.agent().id, "after-turn");
    expect(test.agent().state.kind).toBe("stopped");
    expect([isAlive(status.hostPid), isAlive(status.programPid)]).toEqual([false, false]);
  });

  it("is ended by force although its session host hangs with the link open", async () => {
    test = await TestHost.create(ECHO);
    await test.host.hub.start(test.agent().id);
    const status = await statusIn(await latestSession(test.project));
    process.kill(status.hostPid, "SIGSTOP");
    await test.host.hub.stop(test.agent().id, "by-force");
    await test.becomes("stopped");
    expect([isAlive(status.hostPid), isAlive(status.programPid)]).toEqual([false, false]);
  });

  it("takes along what its program left running when it is stopped", async () => {
    test = await TestHost.create(
      `trap 'exit 0' HUP; (trap "" HUP; exec sleep 1000) & echo "child $!"; while :; do sleep 0.05; done`,
    );
    await test.host.hub.start(test.agent().id);
    const viewer = test.view();
    await viewer.sees("child ");
    const child = Number(/child (\d+)/.exec(viewer.text)?.[1]);
    await test.host.hub.stop(test.agent().id, "after-turn");
    await test.becomes("stopped");
    expect(isAlive(child)).toBe(false);
  });

  it("is not deceived by files that did not come from this person's Quorum", async () => {
    test = await TestHost.create(ECHO);
    await test.host.close();
    const victim = join(test.folder, "victim");
    await writeFile(victim, "precious");
    const session = join(test.project, ".quorum", "agents", "qa", "20260101T000000000Z-abcdef");
    await mkdir(session, { recursive: true });
    const launch = {
      protocol: 1,
      session: "s",
      agent: "qa",
      command: "x",
      args: [],
      folder: "/",
      size: { columns: 80, rows: 24 },
    };
    await writeFile(join(session, "launch.json"), JSON.stringify({ ...launch, socket: victim, key: "k" }), {
      mode: 0o600,
    });
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.agent().state.kind).toBe("stopped");
    expect(await readFile(victim, "utf8")).toBe("precious");
  });

  it("is told from one of another version, which can be stopped and started anew", async () => {
    test = await TestHost.create(ECHO);
    await test.host.hub.start(test.agent().id);
    await test.host.hub.stop(test.agent().id, "by-force");
    await test.becomes("stopped");
    await test.host.close();
    // A session host of another version: it understands what all versions do, and nothing else.
    const session = await latestSession(test.project);
    const old = spawn(
      process.execPath,
      [join(import.meta.dirname, "..", "testing", "other-version.test-support.ts"), session],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(old.stdout, "data");
    await test.boot();
    await test.host.openProject(test.project);
    expect(test.agent().state).toEqual({ kind: "outdated", protocol: 999 });
    const ended = once(old, "exit");
    const restarted = await test.host.hub.restart(test.agent().id);
    expect(restarted.state.kind).toBe("running");
    expect(await ended).toEqual([0, null]);
  });

  it("tells of a program that was killed", async () => {
    test = await TestHost.create(ECHO);
    const { state } = await test.host.hub.start(test.agent().id);
    process.kill(state.kind === "running" ? state.pid : 0, "SIGKILL");
    expect((await test.becomes("failed")).state).toMatchObject({
      reason: expect.stringContaining("signal 9"),
    });
  });

  it("restarts", async () => {
    test = await TestHost.create(ECHO);
    const first = await test.host.hub.start(test.agent().id);
    const viewer = test.view();
    await viewer.sees("ready");
    viewer.type("one\r");
    await viewer.sees("got: one");
    const second = await test.host.hub.restart(test.agent().id);
    expect(second.state.kind).toBe("running");
    expect(second.state).not.toEqual(first.state);
    await viewer.until((one) => one.text === "ready");
  });
});
