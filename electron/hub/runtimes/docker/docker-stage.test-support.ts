import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type Docker from "dockerode";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { ContainerSettings } from "../../config/container-settings.ts";
import { SOURCE_ASSETS } from "../../testing/source-assets.test-support.ts";
import type { ResolvedProgram, Runtime } from "../runtime.ts";
import { ContainerLinks } from "./container-links.ts";
import { ContainerEnds } from "./containers/container-ends.ts";
import type { ContainerLayout } from "./containers/container-layout.ts";
import { inspectContainer } from "./containers/container-state.ts";
import { projectId } from "./containers/labels.ts";
import { ProjectContainers } from "./project-containers.ts";
import {
  holdContainer,
  ownContainers,
  removeContainers,
  type OwnContainer,
} from "./containers/own-containers.ts";
import type { ImageState } from "../../../../shared/contract/containers.ts";
import { createJsonLog } from "../../log/json-log.ts";
import { ExposureWatch } from "./mounts/exposure-watch.ts";
import { createDockerRuntime } from "./docker-runtime.ts";
import { DockerEngine } from "./engine/docker-engine.ts";
import { surroundingsHere } from "./engine/surroundings.ts";
import { runInside, type RanInside } from "./run-inside.test-support.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
/** An image with a shell and little else; the session host is mounted into its containers. */
export const BASE_IMAGE = process.env["QUORUM_TEST_BASE"] ?? "quorum-test/base";

const SOURCE = "/opt/quorum-source";
const NODE_FOLDER = "/opt/quorum-node";
/** Node in a container. */
export const NODE = `${NODE_FOLDER}/node`;
const SOURCE_LAYOUT: ContainerLayout = {
  node: NODE,
  agentd: `${SOURCE}/electron/agentd/main.ts`,
  attach: `${SOURCE}/electron/agentd/attach/main.ts`,
  scriptedAgent: `${SOURCE}/assets/scripted-agent/agent.mjs`,
  hasInit: false,
};

export const SCRIPTED: ResolvedProgram = {
  kind: "scripted",
  command: SOURCE_ASSETS.node,
  args: [SOURCE_ASSETS.scriptedAgent],
  environment: {},
};

/** A project with a real engine. */
export class DockerStage {
  readonly parent = mkdtempSync(join(tmpdir(), "quorum-docker-"));
  /** A path that is hard on whoever puts paths together as text. */
  readonly root = join(this.parent, "Projekt Größe: 8");
  readonly dataFolder = join(this.root, ".quorum");
  /** Where the engine is looked for, as the `docker` command is told. */
  host = process.env["DOCKER_HOST"];
  readonly engine = new DockerEngine(() => {
    const here = surroundingsHere();
    return { ...here, environment: { ...here.environment, DOCKER_HOST: this.host } };
  });
  readonly links = new ContainerLinks();
  readonly ends = new ContainerEnds();
  /** What was exposed is told here, as it is to a person. */
  readonly exposures: ExposureWatch;
  settings: Partial<ContainerSettings> = {};
  image = BASE_IMAGE;
  readonly environment: Record<string, string> = {};
  readonly runtime: Runtime;

  constructor(agents: readonly string[] = ["qa"]) {
    mkdirSync(join(this.root, ".claude", "agents"), { recursive: true });
    mkdirSync(this.dataFolder, { recursive: true });
    writeFileSync(join(this.root, "CLAUDE.md"), "Instructions of the project.\n");
    for (const agent of agents) {
      mkdirSync(join(this.root, ".claude", "users", agent, "inbox"), { recursive: true });
      writeFileSync(join(this.root, ".claude", "agents", `${agent}.md`), `Definition of ${agent}.\n`);
    }
    this.exposures = new ExposureWatch({
      root: this.root,
      hold: async (container) => holdContainer(await this.docker(), container),
      now: Date.now,
      log: createJsonLog(() => undefined, Date.now),
    });
    this.runtime = this.open();
  }

  open(): Runtime {
    return createDockerRuntime({
      node: SOURCE_ASSETS.node,
      agentd: SOURCE_ASSETS.agentd,
      engine: this.engine,
      projectFolder: this.root,
      dataFolder: this.dataFolder,
      image: () => Promise.resolve(this.image),
      layout: SOURCE_LAYOUT,
      settings: () => ({
        limits: { memoryBytes: 1024 ** 3, cpus: 2, pids: 256 },
        network: { kind: "none" },
        masks: [],
        usesSsh: false,
        tokens: [],
        ...this.settings,
        mounts: [
          ...(this.settings.mounts ?? []),
          { kind: "machine", path: ROOT, at: SOURCE, isWritable: false },
          {
            kind: "machine",
            path: join(ROOT, "node_modules", "node", "bin"),
            at: NODE_FOLDER,
            isWritable: false,
          },
        ],
      }),
      environment: this.environment,
      links: this.links,
      ends: this.ends,
      exposures: this.exposures,
      now: Date.now,
    });
  }

  /** What watches its containers, as in an open project. */
  watched(image: { state: ImageState } = { state: { kind: "unknown" } }): ProjectContainers {
    const { engine, links, ends, exposures, dataFolder } = this;
    return new ProjectContainers({
      project: projectId(this.root),
      dataFolder,
      engine,
      links,
      ends,
      exposures,
      image,
      now: Date.now,
      log: createJsonLog(() => undefined, Date.now),
    });
  }

  async docker(): Promise<Docker> {
    return (await this.engine.use()).docker;
  }

  async containers(): Promise<OwnContainer[]> {
    return ownContainers(await this.docker(), projectId(this.root));
  }

  /** The one container of an agent. */
  async containerOf(agent: AgentId): Promise<Docker.Container> {
    const found = (await this.containers()).find(
      (container) => container.agent === agent && container.isRunning,
    );
    if (found === undefined) throw new Error(`${agent} has no container`);
    return (await this.docker()).getContainer(found.id);
  }

  /** Runs a script in an agent's container, as the agent could. */
  async run(agent: AgentId, script: string): Promise<RanInside> {
    return runInside(await this.containerOf(agent), ["/bin/sh", "-c", script]);
  }

  /** Writes a file of the project. */
  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Ends the session host in a container as a crash does. */
  async killHost(agent: AgentId): Promise<void> {
    const container = await this.containerOf(agent);
    const { Processes } = await container.top({ ps_args: "-o pid,args" });
    for (const [pid, args] of Processes as string[][])
      if (args?.includes("serve") === true && !args.includes("init")) process.kill(Number(pid), "SIGKILL");
  }

  async inspect(agent: AgentId): ReturnType<typeof inspectContainer> {
    return inspectContainer(await this.docker(), (await this.containerOf(agent)).id);
  }

  async dispose(): Promise<void> {
    await removeContainers(await this.docker(), await this.containers());
    this.links.closeAll();
    this.exposures.dispose();
    this.engine.dispose();
    rmSync(this.parent, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const QA = AgentId.parse("qa");
export const TU_UI = AgentId.parse("tu_ui");
