import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import type { ContainersView } from "../../shared/contract/containers.ts";
import type { Hub } from "./hub.ts";
import { createHost, type Host } from "./host/host.ts";
import { createJsonLog } from "./log/json-log.ts";
import { DockerEngine } from "./runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "./runtimes/docker/engine/surroundings.ts";
import { BUILT_ASSETS } from "./testing/built-assets.test-support.ts";
import { createMemoryPipe } from "./testing/memory-pipe.test-support.ts";
import { TestViewer } from "./testing/test-viewer.test-support.ts";

const qa = AgentId.parse("qa");

describe("the containers of a project, on a real engine", () => {
  let folder: string;
  let host: Host;
  let hub: Hub;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-own-")));
    const project = join(folder, "project");
    await mkdir(project);
    const agents = { qa: { program: "scripted", runtime: "docker", network: "none" } };
    await writeFile(join(project, "quorum.json"), JSON.stringify({ agents }));
    const log = createJsonLog(() => undefined, Date.now);
    host = await createHost({ version: "0", userFolder: join(folder, "user"), assets: BUILT_ASSETS, log });
    await host.openProject(project);
    ({ hub } = host);
  });

  afterAll(async () => {
    await host.stopAgents();
    await host.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The first that is told of the containers and is as wanted. */
  async function view(isWanted: (one: ContainersView) => boolean): Promise<ContainersView> {
    const end = new AbortController();
    try {
      for await (const one of hub.containers.changes(end.signal)) if (isWanted(one)) return one;
      throw new Error("it ended");
    } finally {
      end.abort();
    }
  }

  const idOf = ({ containers }: ContainersView): string | undefined => containers[0]?.id;

  it("build their image, step by step", async () => {
    await view(({ engine, image }) => engine.kind === "ok" && image.kind !== "unknown");
    const end = new AbortController();
    const kinds: string[] = [];
    for await (const { image } of hub.containers.changes(end.signal)) {
      // Followed before it begins: with every step at hand already it is over at once.
      if (kinds.length === 0) await hub.containers.build();
      kinds.push(image.kind);
      if (kinds.includes("building") && image.kind !== "building") break;
    }
    end.abort();
    expect(kinds).toContain("building");
    expect(kinds.at(-1)).toBe("ready");
  });

  it("tell what they use, what they logged, and what a shell in them shows", async () => {
    await hub.start(qa);
    const { containers } = await view((one) => one.containers.length === 1);
    expect(containers[0]).toMatchObject({ agent: "qa", isImageStale: false });
    const end = new AbortController();
    for await (const { memory, cpu } of hub.containers.stats(qa, end.signal)) {
      expect(memory.used).toBeGreaterThan(1024 * 1024);
      expect(memory.limit).toBe(4 * 1024 ** 3);
      expect(cpu).toBeGreaterThanOrEqual(0);
      break;
    }
    end.abort();
    expect(await hub.containers.logs(qa)).toBeInstanceOf(Array);

    const [near, far] = createMemoryPipe();
    hub.containers.openShell(qa, far);
    const viewer = new TestViewer(near, { size: { columns: 101, rows: 31 } });
    viewer.send({ kind: "input", bytes: Buffer.from("stty size; echo $((6 * 7))\r") });
    await viewer.until(() => /\n31 101\s+42/.test(viewer.text));
    viewer.send({ kind: "input", bytes: Buffer.from("exit 3\r") });
    await viewer.until(() => viewer.isEnded);
    expect(viewer.frames.at(-1)).toEqual({ kind: "ended", code: 3 });
    near.close();
  });

  it("have the tools of their agents tried in them, out of a network that is none", async () => {
    const { servers } = await hub.toolHealth.check(qa);
    expect(servers.map(({ server }) => server)).toEqual([...hub.tools.keys()]);
    for (const { state } of servers) {
      expect(state).toMatchObject({ kind: "reachable" });
      expect(state).not.toHaveProperty("mismatch");
    }
  });

  it("are held still when a secret shows in them, which waits for a person until they are recreated", async () => {
    const waits = async (isWanted: (kinds: readonly string[]) => boolean): Promise<void> => {
      const end = new AbortController();
      for await (const all of hub.attention.changes(end.signal))
        if (isWanted(all.map(({ kind }) => kind))) break;
      end.abort();
    };
    const before = idOf(await view((one) => one.containers.length === 1));
    await writeFile(join(folder, "project", ".env"), "SECRET");
    await waits((kinds) => kinds.includes("exposed"));
    const { containers } = await view((one) => one.containers[0]?.exposure?.isHeld === true);
    expect(containers).toMatchObject([{ id: before, exposure: { secrets: [".env"] } }]);
    const began = performance.now();
    await hub.containers.recreate(qa);
    // Whoever is held still is not asked to end, which takes its time.
    expect(performance.now() - began).toBeLessThan(10_000);
    const after = await view((one) => one.containers.length === 1 && idOf(one) !== before);
    expect(after.containers[0]).not.toHaveProperty("exposure");
    await waits((kinds) => !kinds.includes("exposed"));
    expect(hub.agents.find(({ id }) => id === qa)?.state.kind).toBe("running");
  });

  it("are others after they were recreated, and gone as soon as they are removed behind one's back", async () => {
    const before = idOf(await view((one) => one.containers.length === 1));
    await hub.containers.recreate(qa);
    const after = await view((one) => one.containers.length === 1 && idOf(one) !== before);
    const gone = view((one) => one.containers.length === 0);
    const engine = new DockerEngine(surroundingsHere);
    const { docker } = await engine.use();
    await docker.getContainer(idOf(after) ?? "").remove({ force: true });
    await gone;
    engine.dispose();
  });
});
