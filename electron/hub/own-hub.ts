import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { DisposableStore, toDisposable } from "../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../shared/base/emitter.ts";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { Project } from "../../shared/contract/host.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import { AgentRoom } from "./agents/agent.ts";
import { resolveProgram } from "./agents/resolve-program.ts";
import { readProjectConfig } from "./config/project-config.ts";
import type { HostAssets } from "./host/host-assets.ts";
import type { HubInbox } from "./hub-inbox.ts";
import type { HubQms } from "./hub-qms.ts";
import type { Hub } from "./hub.ts";
import type { Logger } from "./log/logger.ts";
import { readerView } from "./lists/reader-view.ts";
import { ownCalls } from "./own-calls.ts";
import { ownInbox } from "./own-inbox.ts";
import { ownQms } from "./own-qms.ts";
import { commandsFolder, writeCommands } from "./project/command-files.ts";
import { makeDataFolder } from "./project/data-folder.ts";
import { findAgents, type AgentDefinition } from "./project/find-agents.ts";
import { lockProject, type HubAddress, type HubLock } from "./project/hub-lock.ts";
import { QmsWorker } from "./qms/worker/qms-worker.ts";
import { ProjectReader } from "./reader/project-reader.ts";
import { createNativeRuntime } from "./runtimes/native/native-runtime.ts";

export interface HubDependencies {
  readonly assets: HostAssets;
  readonly now: () => number;
  readonly log: Logger;
}

/** The hub that runs here: the project's agents and all that belongs to them. */
export class OwnHub implements Hub {
  readonly project: Project;
  readonly isOwn = true;
  readonly #lock: HubLock;
  readonly #reader: ProjectReader;
  readonly #definitions: readonly AgentDefinition[];
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<Agent>());
  readonly #agents: ReadonlyMap<AgentId, AgentRoom>;

  readonly inbox: HubInbox;
  readonly qms: HubQms;
  readonly onAgentChanged: Event<Agent> = this.#changed.event;
  /** What runs here is never lost. */
  readonly onLost: Event<void> = () => toDisposable(() => undefined);

  private constructor(
    project: Project,
    lock: HubLock,
    definitions: readonly AgentDefinition[],
    agents: readonly AgentRoom[],
    reader: ProjectReader,
    qms: QmsWorker,
  ) {
    this.project = project;
    const found = readerView(reader);
    this.#reader = reader;
    this.inbox = ownInbox(found);
    this.qms = ownQms(found, (user, request) => qms.perform(user, request));
    this.#store.add(qms);
    this.#lock = lock;
    this.#definitions = definitions;
    this.#agents = new Map(agents.map((agent) => [agent.view.id, agent]));
    for (const agent of agents) {
      this.#store.add(agent);
      this.#store.add(agent.onChanged((view) => this.#changed.fire(view)));
    }
  }

  /** Opens a project: takes its lock, finds its agents, and takes up those that already run. */
  static async open(project: Project, { assets, now, log }: HubDependencies): Promise<OwnHub> {
    const definitions = await definitionsOf(project);
    const dataFolder = makeDataFolder(project.path);
    const lock = await lockProject(dataFolder);
    const commands = await writeCommands(dataFolder, assets).catch((error: unknown) => {
      // Agents can be looked at and started all the same; the QMS is not at hand for them.
      log.error("the commands for agents could not be written", { error });
      return commandsFolder(dataFolder);
    });
    const runtime = createNativeRuntime({
      ...assets,
      projectFolder: project.path,
      dataFolder,
      commands,
      now,
    });
    const qms = new QmsWorker({ root: project.path, program: assets.qmsWorker, log: log.child("qms") });
    const reader = new ProjectReader({
      root: project.path,
      indexFile: join(dataFolder, "read.json"),
      program: assets.projectReader,
      log: log.child("reader"),
    });
    const calls = ownCalls(qms);
    const agents = definitions.map((definition) => {
      const { name, program } = resolveProgram(definition.program, assets);
      return new AgentRoom({
        definition,
        programName: name,
        program,
        runtime,
        calls,
        now,
        log: log.child(`agents.${definition.id}`),
      });
    });
    const hub = new OwnHub(project, lock, definitions, agents, reader, qms);
    try {
      await Promise.all(agents.map((agent) => agent.adopt()));
      return hub;
    } catch (error) {
      await hub.close();
      throw error;
    }
  }

  async isCurrent(): Promise<boolean> {
    return isDeepStrictEqual(await definitionsOf(this.project), this.#definitions);
  }

  get agents(): Agent[] {
    return [...this.#agents.values()].map((agent) => agent.view);
  }

  start(agent: AgentId): Promise<Agent> {
    return this.#agent(agent).start();
  }

  stop(agent: AgentId, force: boolean): Promise<Agent> {
    return this.#agent(agent).stop(force);
  }

  restart(agent: AgentId): Promise<Agent> {
    return this.#agent(agent).restart();
  }

  openTerminal(agent: AgentId, pipe: FramePipe): void {
    this.#agent(agent).openTerminal(pipe);
  }

  announce(address: HubAddress): Promise<void> {
    return this.#lock.announce(address);
  }

  #agent(id: AgentId): AgentRoom {
    const agent = this.#agents.get(id);
    if (agent === undefined)
      throw new HubError("not_found", `There is no agent called ${id} in ${this.project.name}.`);
    return agent;
  }

  async stopAgents(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.stopAndWait()));
  }

  async close(): Promise<void> {
    try {
      this.#store.dispose();
      await this.#reader.close();
    } finally {
      await this.#lock.release();
    }
  }
}

async function definitionsOf(project: Project): Promise<AgentDefinition[]> {
  return findAgents(project.path, await readProjectConfig(project.path));
}
