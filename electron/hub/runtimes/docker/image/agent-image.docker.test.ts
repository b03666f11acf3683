import { appendFile, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type Dockerode from "dockerode";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { ImageState } from "../../../../../shared/contract/containers.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import type { HostAssets } from "../../../host/host-assets.ts";
import type { Logger } from "../../../log/logger.ts";
import { systemClock } from "../../../policies/clock.ts";
import { BUILT_ASSETS } from "../../../testing/built-assets.test-support.ts";
import { DockerEngine } from "../engine/docker-engine.ts";
import { surroundingsHere } from "../engine/surroundings.ts";
import { AgentImage } from "./agent-image.ts";

const BASE = process.env["QUORUM_IMAGE_BASE"];
const { resolve: resolveModule } = createRequire(import.meta.url);
const silent = (): void => undefined;
const LOG: Logger = { debug: silent, info: silent, warn: silent, error: silent, child: () => LOG };

let docker: Dockerode;

beforeAll(async () => {
  const engine = new DockerEngine(surroundingsHere);
  ({ docker } = await engine.use());
  engine.dispose();
});

/** An image as the hub has it, with each state it was in. */
function imageOf(assets: HostAssets, connect = () => Promise.resolve(docker)) {
  const image = new AgentImage({ connect, assets, base: BASE, clock: systemClock, log: LOG });
  const states: ImageState[] = [];
  image.onChanged(() => states.push(image.state));
  onTestFinished(() => image.dispose());
  return { image, states };
}

/** A Dockerfile of our own in the place of the real one. */
async function assetsWith(dockerfile: string): Promise<HostAssets> {
  const folder = await mkdtemp(join(tmpdir(), "image-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(BUILT_ASSETS.image, folder, { recursive: true });
  await writeFile(join(folder, "Dockerfile"), `ARG BASE=node:24-bookworm-slim\nFROM \${BASE}\n${dockerfile}`);
  return { ...BUILT_ASSETS, image: folder };
}

/** Everything built, with a session host that nobody has built before. */
async function assetsWithOtherHost(): Promise<HostAssets> {
  const folder = await mkdtemp(join(tmpdir(), "image-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(dirname(BUILT_ASSETS.agentd), join(folder, "agentd"), { recursive: true });
  await cp(dirname(resolveModule("node-pty/package.json")), join(folder, "agentd/node_modules/node-pty"), {
    recursive: true,
  });
  await appendFile(join(folder, "agentd/agentd.js"), `// ${Math.random()}\n`);
  return { ...BUILT_ASSETS, agentd: join(folder, "agentd/agentd.js") };
}

async function builtBy({ image }: { readonly image: AgentImage }): Promise<ImageState> {
  image.build();
  await image.settled();
  return image.state;
}

const stepsOf = (states: readonly ImageState[]): readonly number[] => [
  ...new Set(states.flatMap((state) => (state.kind === "building" ? [state.step] : []))),
];

describe("the image in a real engine", () => {
  it("is built step by step, and then it is ready", async () => {
    const built = imageOf(BUILT_ASSETS);
    const state = await builtBy(built);
    expect(state.kind === "failed" ? state : state.kind).toBe("ready");
    const last = built.states.findLast((candidate) => candidate.kind === "building");
    expect(last).toMatchObject({ step: last?.of });
    expect(stepsOf(built.states)).toEqual(Array.from({ length: (last?.of ?? 0) + 1 }, (_, step) => step));

    const again = imageOf(BUILT_ASSETS);
    await again.image.look();
    expect(again.image.state).toEqual(state);
    expect(state).toMatchObject({ id: again.image.found?.id });
  });

  it("runs what an agent needs, as a user who is not root, without a right and without a network", async () => {
    const { image } = imageOf(BUILT_ASSETS);
    await builtBy({ image });
    const script =
      "id -u; claude --version; node -p 'typeof require(\"/opt/quorum/agentd/node_modules/node-pty\").spawn'; " +
      "jq --version; rg --version; git --version; qms --help; ps -p 1 -o comm=";
    const output = await run(image.found?.id ?? "", ["sh", "-c", script]);
    for (const part of ["Claude Code", "function", "jq-", "ripgrep", "git version", "usage: qms", "tini"]) {
      expect(output).toContain(part);
    }
    const info = JSON.stringify(await docker.info());
    if (!info.includes("rootless")) expect(output).not.toMatch(/^0$/m);
  });

  it("is stale after a change of the session host, and only what changed is built", async () => {
    await builtBy(imageOf(BUILT_ASSETS));
    const changed = imageOf(await assetsWithOtherHost());
    await changed.image.look();
    expect(changed.image.state.kind).toBe("stale");

    const state = await builtBy(changed);
    if (state.kind !== "ready") throw new Error(`the image is ${JSON.stringify(state)}`);
    const last = changed.states.findLast((candidate) => candidate.kind === "building");
    const lines = last?.kind === "building" ? last.lastLines : [];
    // All steps but the first, which needs none, and the last three.
    expect(lines.filter((line) => line.includes("Using cache")).length).toBe(
      (last?.kind === "building" ? last.of : 0) - 5,
    );
    await docker.getImage(state.id).remove({ force: true });
    await builtBy(imageOf(BUILT_ASSETS));
  });

  it("fails in the middle with the last lines, and can be built again", async () => {
    const failing = imageOf(
      await assetsWith("RUN echo first\nRUN echo the disk is made of cheese >&2; exit 7\n"),
    );
    const state = await builtBy(failing);
    if (state.kind !== "failed") throw new Error(`the image is ${JSON.stringify(state)}`);
    expect(state.reason).toMatch(/^Step \d of \d failed with 7\. /);
    expect(state.lastLines.join("\n")).toMatch(/first[^]*the disk is made of cheese/);
    expect((await builtBy(failing)).kind).toBe("failed");
  });

  it("says what to do where a step has no space left", async () => {
    const greedy = imageOf(
      await assetsWith("RUN dd if=/dev/zero of=/dev/shm/all bs=1M count=9999 && echo it fits\n"),
    );
    const state = await builtBy(greedy);
    expect(state).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("The disk that Docker keeps its data on is full."),
      command: "docker system prune",
    });
  });

  it("is broken off when it is cancelled, and leaves no container running", async () => {
    const mark = `sleep 86${Date.now()}`;
    const cancelled = imageOf(await assetsWith(`RUN echo it begins; ${mark}\n`));
    await cancelled.image.look();
    const before = cancelled.image.state;
    const begun = new Promise<void>((resolve) => {
      cancelled.image.onChanged(() => {
        const { state } = cancelled.image;
        if (state.kind === "building" && state.lastLines.includes("it begins")) resolve();
      });
    });
    cancelled.image.build();
    await begun;
    expect(await runningWith(mark)).toBe(1);
    cancelled.image.cancel();
    await cancelled.image.settled();
    expect(cancelled.image.state).toEqual(before);
    await expect.poll(() => runningWith(mark), { timeout: 20_000 }).toBe(0);
  });

  it("builds once when it is asked to twice", async () => {
    const { image, states } = imageOf(BUILT_ASSETS);
    image.build();
    image.build();
    await image.settled();
    expect(image.state.kind).toBe("ready");
    const steps = states.flatMap((state) => (state.kind === "building" ? [state.step] : []));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});

it("knows nothing of an image without an engine, and says why one cannot be built", async () => {
  const { image } = imageOf(BUILT_ASSETS, () =>
    Promise.reject(new HubError("unavailable", "Docker is not running.")),
  );
  await image.look();
  expect(image.state).toEqual({ kind: "unknown" });
  expect(await builtBy({ image })).toEqual({
    kind: "failed",
    reason: "Docker is not running.",
    lastLines: [],
  });
});

async function runningWith(command: string): Promise<number> {
  const containers = await docker.listContainers();
  return containers.filter(({ Command }) => Command.includes(command)).length;
}

/** Runs a command in a container that has nothing, and returns what it prints. */
async function run(image: string, command: readonly string[]): Promise<string> {
  const container = await docker.createContainer({
    Image: image,
    Cmd: [...command],
    Tty: true,
    HostConfig: {
      ReadonlyRootfs: true,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      NetworkMode: "none",
      Tmpfs: { "/tmp": "", "/home/agent": "" },
    },
  });
  try {
    await container.start();
    await container.wait();
    return (await container.logs({ stdout: true, stderr: true })).toString();
  } finally {
    await container.remove({ force: true });
  }
}
