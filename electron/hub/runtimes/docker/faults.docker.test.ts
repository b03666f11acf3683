import { once } from "node:events";
import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type Docker from "dockerode";
import type { ImageState } from "../../../../shared/contract/containers.ts";
import type { ResolvedProgram } from "../runtime.ts";
import { SessionView, shellProgram, untilFound } from "../runtime-conformance.test-support.ts";
import { BASE_IMAGE, DockerStage, NODE, QA } from "./docker-stage.test-support.ts";
import { CALL_SOCKET } from "./containers/container-layout.ts";

const WAITS = shellProgram("echo up; read end");
const silent = (): void => undefined;

let stage: DockerStage;
beforeEach(() => {
  stage = new DockerStage();
});
afterEach(() => stage.dispose());

async function started(program = WAITS): Promise<SessionView> {
  const view = new SessionView(await stage.runtime.start(QA, program));
  await view.untilShown("up");
  return view;
}

describe("behind its back", () => {
  it.each([
    ["killed", (c: { kill(): Promise<unknown> }) => c.kill(), "killed from outside"],
    [
      "removed",
      (c: { remove(o: object): Promise<unknown> }) => c.remove({ force: true }),
      "removed from outside",
    ],
  ] as const)("a container that is %s is told as that", async (_how, end, sentence) => {
    const view = await started();
    const container = await stage.containerOf(QA);
    await end(container as never);
    await view.untilClosed();
    expect(await untilFound(stage.runtime, QA, "dead")).toMatchObject({
      reason: expect.stringContaining(sentence),
    });
    const next = await started();
    next.link.dispose();
  });

  it("a container that is stopped lets its program end", async () => {
    const view = await started();
    await (await stage.containerOf(QA)).stop({ t: 10 });
    await view.untilClosed();
    expect(await untilFound(stage.runtime, QA, "ended")).toMatchObject({ isRequested: true });
  });

  it("a container that is held still is out of reach, and goes on", async () => {
    const view = await started();
    const container = await stage.containerOf(QA);
    await container.pause();
    expect(await stage.open().find(QA)).toEqual({ kind: "unreachable" });
    await container.unpause();
    const again = new SessionView(await stage.open().find(QA));
    await view.untilClosed();
    again.link.dispose();
  });

  it("a program that is killed has ended by that", async () => {
    const view = await started();
    await stage.run(QA, `kill -9 ${view.programPid}`);
    await view.untilClosed();
    expect(await untilFound(stage.runtime, QA, "ended")).toMatchObject({ signal: 9, isRequested: false });
  });

  it("a program that needs too much memory is told so, with what it may use", async () => {
    stage.settings = { limits: { memoryBytes: 256 * 1024 ** 2, cpus: 1, pids: 100 } };
    const view = await started(
      shellProgram(
        `echo up; read go; exec ${NODE} -e "const all = []; for (;;) all.push(Buffer.alloc(3e7, 1))"`,
      ),
    );
    view.type("\r");
    await view.untilClosed();
    const state = await untilFound(stage.runtime, QA, "failed");
    expect(state).toMatchObject({
      reason: expect.stringContaining("It ran out of memory: its container may use 256 MB."),
    });
  });

  it("what is mounted into it may vanish, and is missed when it is made anew", async () => {
    const data = join(stage.parent, "data");
    mkdirSync(data);
    stage.settings = { mounts: [{ kind: "machine", path: data, at: "/data", isWritable: false }] };
    const view = await started();
    rmSync(data, { recursive: true });
    expect((await stage.run(QA, "echo up")).output).toBe("up\n");
    view.link.dispose();
    await stage.runtime.kill(QA);
    await expect(stage.runtime.start(QA, WAITS)).rejects.toThrow(
      /data is not there, and the container is to/,
    );
    expect(await stage.containers()).toEqual([]);
    mkdirSync(data);
    (await started()).link.dispose();
  });

  it("its image may be followed by another, which it gets when it is made anew", async () => {
    const image: { state: ImageState } = { state: { kind: "unknown" } };
    const watch = stage.watched(image);
    watch.begin();
    const listed = (isWanted: (isStale: boolean | undefined) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (isWanted(watch.containers[0]?.isImageStale)) resolve();
        };
        watch.onChanged(look);
        look();
      });
    const view = await started();
    await listed((isStale) => isStale === false);
    const docker = await stage.docker();
    const next = String((await (await stage.containerOf(QA)).commit({ pause: false })).Id);
    try {
      image.state = { kind: "ready", id: next, builtAt: 0 };
      expect(watch.containers).toMatchObject([{ agent: QA, isImageStale: true }]);
      view.link.dispose();
      await stage.runtime.kill(QA);
      await listed((isStale) => isStale === undefined);
      stage.image = next;
      (await started()).link.dispose();
      await listed((isStale) => isStale === false);
    } finally {
      watch.dispose();
      await stage.runtime.kill(QA);
      await docker.getImage(next).remove({ force: true });
    }
  });

  it("its death is known within 100 ms of the engine's event", async () => {
    const watch = stage.watched();
    watch.begin();
    const view = await started();
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (watch.containers.length === 1) resolve();
      };
      watch.onChanged(look);
      look();
    });
    const docker = await stage.docker();
    const events = (await docker.getEvents({ filters: { event: ["die"] } })) as Socket;
    const died = once(events, "data").then(() => performance.now());
    const closed = view.untilClosed().then(() => performance.now());
    const listed = new Promise<number>((resolve) => {
      watch.onChanged(() => {
        if (watch.containers.length === 0) resolve(performance.now());
      });
    });
    await (await stage.containerOf(QA)).kill();
    expect((await closed) - (await died)).toBeLessThan(100);
    expect((await listed) - (await died)).toBeLessThan(100);
    events.destroy();
    watch.dispose();
  });
});

describe("a shell in a container", () => {
  it("shows what is done in it, and is gone with all of it when it is closed", async () => {
    const view = await started();
    const watch = stage.watched();
    const shell = await watch.openShell(QA, { columns: 91, rows: 23 });
    let shown = "";
    const saw = (text: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (shown.includes(text)) resolve();
        };
        shell.onOutput((bytes) => {
          shown += Buffer.from(bytes).toString();
          look();
        });
        look();
      });
    shell.write(Buffer.from("stty size\r"));
    await saw("23 91");
    shell.write(Buffer.from("sleep 1234\r"));
    const processes = async (): Promise<string> => {
      const { Processes } = await (await stage.containerOf(QA)).top({ ps_args: "-o pid,args" });
      return JSON.stringify(Processes);
    };
    while (!(await processes()).includes("sleep 1234"));
    shell.close();
    while ((await processes()).includes("sleep 1234"));
    expect(await processes()).not.toContain("bash");
    watch.dispose();
    view.link.dispose();
  });
});

describe("a hub that goes away", () => {
  it("leaves no relay behind in the container", async () => {
    const view = await started();
    const relays = async (): Promise<number> => {
      const { Processes } = await (await stage.containerOf(QA)).top({ ps_args: "-o pid,args" });
      return (Processes as string[][]).filter(([, args]) => args?.includes("attach/main.ts") === true).length;
    };
    // The first one needs none.
    expect(await relays()).toBe(0);
    view.link.dispose();
    const found = new SessionView(await stage.open().find(QA));
    expect(await relays()).toBe(1);
    found.link.dispose();
    while ((await relays()) > 0);
    expect(await relays()).toBe(0);
  });

  it("is followed by one whose words come to the session host without the relay between them", async () => {
    const view = await started();
    view.link.dispose();
    const found = new SessionView(await stage.open().find(QA));
    // What the relay got of the engine as its input the session host has open as well.
    const { output } = await stage.run(
      QA,
      `for p in /proc/[0-9]*; do
        grep -qs '[a]ttach/main.ts' $p/cmdline && pipe=$(readlink $p/fd/0)
      done
      for p in /proc/[0-9]*; do
        if tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q '[n]ode.*agentd/main.ts serve'; then
          ls -l $p/fd | grep -Fc "$pipe"
        fi
      done`,
    );
    expect(output).toMatch(/^1$/m);
    await found.untilShown("up");
    found.link.dispose();
  });

  it("is missed by its agent's session, which says so to whoever calls", async () => {
    const view = await started();
    view.link.dispose();
    const call = JSON.stringify({ message: "call", key: "k".repeat(16), kind: "qms", body: {} });
    const script = `const s = require("net").connect("${CALL_SOCKET}"); s.pipe(process.stdout); s.write(${JSON.stringify(`${call}\n`)}); s.once("data", () => s.end())`;
    const { output } = await stage.run(QA, `${NODE} -e '${script}'`);
    expect(output).toContain("No hub is connected to this session.");
  });
});

describe("an engine", () => {
  it("that goes away and comes back finds its agents running", async () => {
    const { host } = stage;
    const direct = host?.replace("unix://", "") ?? "/var/run/docker.sock";
    const path = join(stage.parent, "engine.sock");
    const connections = new Set<Socket>();
    const listen = async (): Promise<ReturnType<typeof createServer>> => {
      const server = createServer((client) => {
        const upstream = connect(direct);
        for (const socket of [client, upstream])
          socket.on("error", silent).on("close", () => (client.destroy(), upstream.destroy()));
        client.pipe(upstream).pipe(client);
        connections.add(client);
      });
      server.listen(path);
      await once(server, "listening");
      return server;
    };
    stage.host = `unix://${path}`;
    try {
      let server = await listen();
      const watch = stage.watched();
      watch.begin();
      const view = await started();
      server.close();
      for (const connection of connections) connection.destroy();
      rmSync(path, { force: true });
      await view.untilClosed();
      expect(await stage.runtime.find(QA)).toEqual({ kind: "unreachable" });
      await stage.engine.look();
      expect(stage.engine.state.kind).toBe("not-running");
      server = await listen();
      const again = new SessionView(await untilFound(stage.runtime, QA, "running"));
      await again.untilShown("up");
      again.link.dispose();
      watch.dispose();
      for (const connection of connections) connection.destroy();
      server.close();
    } finally {
      stage.host = host;
      // One that is under way still looks where the engine was.
      await stage.engine.look();
      stage.engine.lost();
    }
  });

  it("that is not there is told before anything is made", async () => {
    const { host } = stage;
    stage.host = "unix:///nowhere/docker.sock";
    await expect(stage.runtime.start(QA, WAITS)).rejects.toThrow(
      "Docker is not running: nothing answers at /nowhere/docker.sock.",
    );
    expect(await stage.runtime.find(QA)).toEqual({ kind: "none" });
    stage.host = host;
  });
});

describe("what is not ours", () => {
  it("is never touched, whatever it is called", async () => {
    const docker = await stage.docker();
    const labels = { "quorum.project": "another", "quorum.agent": "qa" };
    const create = docker.createContainer.bind(docker);
    let foreign: Docker.Container | undefined;
    // Somebody else's is called so, in the moment in which ours is to be.
    docker.createContainer = (async (spec: Docker.ContainerCreateOptions) => {
      foreign ??= await create({
        ...(spec.name === undefined ? {} : { name: spec.name }),
        Image: BASE_IMAGE,
        Cmd: ["sleep", "100"],
        Labels: labels,
      });
      return create(spec);
    }) as typeof docker.createContainer;
    try {
      const view = await started();
      const theirs = await foreign?.inspect();
      await foreign?.start();
      const ours = await (await stage.containerOf(QA)).inspect();
      expect(ours.Name).toMatch(`${theirs?.Name}-`);
      view.link.dispose();
      await stage.runtime.kill(QA);
      expect(await stage.containers()).toEqual([]);
      expect((await foreign?.inspect())?.State.Running).toBe(true);
    } finally {
      docker.createContainer = create;
      await foreign?.remove({ force: true });
    }
  });

  it("may be a project with the same agents", async () => {
    const other = new DockerStage();
    try {
      const view = await started();
      const theirs = new SessionView(await other.runtime.start(QA, WAITS));
      await theirs.untilShown("up");
      await stage.runtime.kill(QA);
      await view.untilClosed();
      expect(await other.containers()).toHaveLength(1);
      expect(theirs.isClosed).toBe(false);
      theirs.link.dispose();
    } finally {
      await other.dispose();
    }
  });
});

describe("a container is refused", () => {
  /** Says why, and leaves nothing. */
  async function refused(program: ResolvedProgram, why: string | RegExp): Promise<void> {
    await expect(stage.runtime.start(QA, program)).rejects.toThrow(why);
    expect(await stage.containers()).toEqual([]);
  }

  it("where the agent's definition is missing", async () => {
    rmSync(join(stage.root, ".claude/agents/qa.md"));
    await refused(
      { ...WAITS, kind: "claude" },
      "qa has no definition: .claude/agents/qa.md is not there. Write it, and start qa again.",
    );
  });

  it("where something to be mounted is gone", async () => {
    stage.settings = { mounts: [{ kind: "machine", path: "/no/such/data", at: "/data", isWritable: false }] };
    await refused(WAITS, "/no/such/data is not there");
    stage.settings = { mounts: [{ kind: "project", path: "maps", isWritable: false }] };
    await refused(WAITS, /maps is not there, and the container needs it/);
  });

  it("where a folder of the agent leads elsewhere", async () => {
    const elsewhere = join(stage.parent, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(stage.root, ".claude/users/qa/workspace"));
    await refused(WAITS, /workspace is a link to .*elsewhere/);
    renameSync(join(stage.root, ".claude/users/qa"), join(stage.parent, "qa"));
    symlinkSync(join(stage.parent, "qa"), join(stage.root, ".claude/users/qa"));
    await refused(WAITS, /is a link to/);
  });
});
