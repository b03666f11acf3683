import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, onTestFailed } from "vitest";
import { createJsonLog } from "../../electron/hub/log/json-log.ts";
import { systemClock } from "../../electron/hub/policies/clock.ts";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import {
  ownContainers,
  removeContainers,
} from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { DockerEngine } from "../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { AgentImage } from "../../electron/hub/runtimes/docker/image/agent-image.ts";
import { BUILT_ASSETS } from "../../electron/hub/testing/built-assets.test-support.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import { makeContainerPlace, scriptedEnvironment } from "../rigs/claude-code/place.ts";
import { letContainersIn } from "../rigs/containers/let-containers-in.ts";
import { LoopbackDoors } from "../rigs/containers/loopback-doors.ts";
import { MessagesApi } from "../rigs/messages-api/messages-api.ts";
import type { ScriptedModel } from "../rigs/messages-api/scripted-model.ts";
import { CLAUDE, QA, Scene } from "./scene.ts";

export interface ContainerSceneOptions {
  /** Every agent's own for Claude Code. */
  readonly settings?: object;
  /** All others have a key. */
  readonly withoutKey?: readonly AgentId[];
  readonly network?: "none" | "open";
}

/** A scene whose agents are the real Claude Code, each in a container of its own, by itself without a network. */
export interface ContainerScene {
  readonly scene: Scene;
  readonly api: MessagesApi;
  /** What the containers reach of this machine's loopback; the API is among it. */
  readonly doors: LoopbackDoors;
  readonly engine: DockerEngine;
  model(agent: AgentId): ScriptedModel;
}

/** Where the project lies in containers. */
export const PLACE = "/project";

const open = new Set<() => Promise<unknown>>();

// Built from nothing it takes minutes, which are not the test's.
beforeAll(async () => {
  const engine = new DockerEngine(surroundingsHere);
  try {
    await buildImage(engine);
  } finally {
    engine.dispose();
  }
});

afterEach(async () => {
  const all = [...open].toReversed();
  open.clear();
  for (const close of all) await close();
});

/** Opens a scene that is gone when the test ends. */
export async function openContainerScene({
  settings = {},
  withoutKey = [],
  network = "none",
}: ContainerSceneOptions = {}): Promise<ContainerScene> {
  const engine = new DockerEngine(surroundingsHere);
  open.add(() => Promise.resolve(engine.dispose()));
  const root = await realpath(await mkdtemp(join(tmpdir(), "quorum-scene-")));
  open.add(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const api = await MessagesApi.start();
  open.add(() => api.close());
  const model = (agent: AgentId): ScriptedModel => api.model(agent);
  const project = join(root, PLACE);
  const doors = new LoopbackDoors(project);
  open.add(() => doors.close());
  await doors.open(Number(new URL(model(CLAUDE).url).port));
  open.add(await letContainersIn(engine, project, doors));
  const scene = await Scene.open({
    root,
    project,
    program: (agent) => ({
      command: "claude",
      env: scriptedEnvironment(model(agent).url, !withoutKey.includes(agent)),
    }),
    defaults: { runtime: "docker", network },
    assets: BUILT_ASSETS,
  });
  for (const agent of [CLAUDE, QA])
    await makeContainerPlace(join(project, ".claude/users", agent, "container"), PLACE, settings);
  let screens = "";
  onTestFailed(() => console.log(screens));
  open.add(async () => {
    screens = await scene.describe();
    await scene.close();
    const { docker } = await engine.use();
    await removeContainers(docker, await ownContainers(docker, projectId(project)));
  });
  return { scene, api, doors, engine, model };
}

/** An image that is there already is built in a moment. */
async function buildImage(engine: DockerEngine): Promise<void> {
  const image = new AgentImage({
    connect: async () => (await engine.use()).docker,
    assets: BUILT_ASSETS,
    base: process.env["QUORUM_IMAGE_BASE"],
    clock: systemClock,
    log: createJsonLog(() => undefined, Date.now),
  });
  image.build();
  await image.settled();
  const { state } = image;
  image.dispose();
  if (state.kind !== "ready") throw new Error(`the image could not be built: ${JSON.stringify(state)}`);
}
