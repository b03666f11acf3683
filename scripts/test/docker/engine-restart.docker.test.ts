import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AgentRoom } from "../../../electron/hub/agents/agent.ts";
import {
  BASE_IMAGE,
  DockerStage,
  QA,
} from "../../../electron/hub/runtimes/docker/docker-stage.test-support.ts";
import type { ProjectContainers } from "../../../electron/hub/runtimes/docker/project-containers.ts";
import { shellProgram } from "../../../electron/hub/runtimes/runtime-conformance.test-support.ts";
import type { AgentState } from "../../../shared/contract/agents.ts";
import type { OwnEngine } from "./own-engine.ts";
import { copyImage, removeAll, restartableEngine, whyNoRestartableEngine } from "./restartable-engine.ts";

const silent = (): void => undefined;
const LOG = { debug: silent, info: silent, warn: silent, error: silent, child: () => LOG };

/** An agent in a container of an engine, as the hub has it. */
class EngineScene {
  readonly stage = new DockerStage();
  /** How it stood, one after the other. */
  readonly kinds: AgentState["kind"][] = [];
  readonly room: AgentRoom;
  readonly #watch: ProjectContainers;

  constructor(host: string) {
    const { stage } = this;
    stage.host = host;
    this.#watch = stage.watched();
    this.room = new AgentRoom({
      definition: { id: QA, program: "scripted" },
      programName: "a shell",
      program: shellProgram("echo up; read end"),
      runtime: stage.runtime,
      calls: { answer: () => Promise.resolve({}), taken: silent },
      now: Date.now,
      log: LOG,
    });
    this.room.onChanged(({ state }) => this.kinds.push(state.kind));
    this.#watch.begin();
  }

  get shown(): number {
    return this.#watch.containers.length;
  }

  async start(): Promise<void> {
    const { state } = await this.room.start();
    if (state.kind !== "running") throw new Error(`it does not run: ${JSON.stringify(state)}`);
    await this.until(() => this.shown === 1);
  }

  state(...kinds: AgentState["kind"][]): Promise<void> {
    return this.until(() => kinds.includes(this.room.view.state.kind));
  }

  engine(kind: string): Promise<void> {
    return this.until(() => this.stage.engine.state.kind === kind);
  }

  /** Settles when the claim holds, now or after something has changed. */
  async until(claim: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (claim()) resolve();
    };
    const listening = [
      this.room.onChanged(look),
      this.#watch.onChanged(look),
      this.stage.engine.onChanged(look),
    ];
    look();
    await promise;
    for (const subscription of listening) subscription.dispose();
  }

  async dispose(): Promise<void> {
    this.room.dispose();
    this.#watch.dispose();
    await this.stage.dispose();
  }
}

const obstacle = await whyNoRestartableEngine();

describe.skipIf(obstacle !== undefined)("an engine of which an agent's container is", () => {
  let scene: EngineScene;

  describe("when it ends with its containers", () => {
    const engine = restartableEngine({ outlived: false });
    beforeAll(() => begin(engine));
    afterAll(() => end(engine));
    beforeEach(() => {
      scene = new EngineScene(engine.host);
    });
    afterEach(() => scene.dispose());

    it("stopped and started again, leaves the agent stopped, and starts it anew", async () => {
      await scene.start();
      await engine.stop();
      await scene.state("stopped");
      await scene.engine("not-running");
      expect(scene.shown).toBe(0);
      await expect(scene.room.start()).resolves.toMatchObject({
        state: { kind: "failed", reason: expect.stringContaining("Docker is not running") },
      });
      await engine.start();
      await scene.engine("ok");
      await scene.start();
      expect(scene.room.view.state.kind).toBe("running");
    });

    it("killed and started again, leaves the agent lost, and then down", async () => {
      await scene.start();
      await engine.crash();
      await scene.state("lost");
      await scene.engine("not-running");
      expect(scene.shown).toBe(0);
      await engine.start();
      // Some let their containers end when they are back, some kill them.
      await scene.state("stopped", "failed");
      expect(scene.kinds.slice(scene.kinds.lastIndexOf("lost"))).not.toContain("running");
      await scene.start();
      expect(scene.room.view.state.kind).toBe("running");
    });
  });

  describe("when its containers outlive it", () => {
    const engine = restartableEngine({ outlived: true });
    beforeAll(() => begin(engine));
    afterAll(() => end(engine));
    beforeEach(() => {
      scene = new EngineScene(engine.host);
    });
    afterEach(() => scene.dispose());

    it("killed and started again, has the agent back with the program that it had", async () => {
      await scene.start();
      const before = scene.room.view.state;
      await engine.crash();
      await scene.state("lost");
      await engine.start();
      await scene.state("running");
      expect(scene.room.view.state).toEqual(before);
      await scene.until(() => scene.shown === 1);
    });

    it("away while a person stops the agent, has nothing of it left when it is back", async () => {
      await scene.start();
      await engine.crash();
      await scene.state("lost");
      await scene.room.stop("after-turn");
      expect(scene.room.view.state.kind).toBe("stopped");
      await engine.start();
      await scene.engine("ok");
      await expect.poll(() => scene.stage.containers(), { timeout: 20_000 }).toEqual([]);
      expect(scene.room.view.state.kind).toBe("stopped");
    });
  });
});

async function begin(engine: OwnEngine): Promise<void> {
  await engine.start();
  await copyImage(BASE_IMAGE, engine.host);
}

async function end(engine: OwnEngine): Promise<void> {
  // Whatever went wrong: what outlives an engine is out of everybody's reach.
  await engine.start();
  await removeAll(engine.host);
  await engine.stop();
}
