import { DisposableStore, type Disposable } from "../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../shared/base/emitter.ts";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { Project } from "../../shared/contract/host.ts";
import { AgentRoom } from "./agents/agent.ts";
import { resolveProgram } from "./agents/resolve-program.ts";
import { readProjectConfig } from "./config/project-config.ts";
import type { HostAssets } from "./host/host.ts";
import type { Logger } from "./log/logger.ts";
import { makeDataFolder } from "./project/data-folder.ts";
import { findAgents } from "./project/find-agents.ts";
import { lockProject, type HubLock } from "./project/hub-lock.ts";
import { createNativeRuntime } from "./runtimes/native/native-runtime.ts";

export interface HubDependencies {
  readonly assets: HostAssets;
  readonly now: () => number;
  readonly log: Logger;
}

/** One project's hub: its agents and all that belongs to them. */
export class Hub implements Disposable {
  readonly project: Project;
  readonly lock: HubLock;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<Agent>());
  readonly #agents: ReadonlyMap<AgentId, AgentRoom>;

  readonly onAgentChanged: Event<Agent> = this.#changed.event;

  private constructor(project: Project, lock: HubLock, agents: readonly AgentRoom[]) {
    this.project = project;
    this.lock = lock;
    this.#agents = new Map(agents.map((agent) => [agent.view.id, agent]));
    for (const agent of agents) {
      this.#store.add(agent);
      this.#store.add(agent.onChanged((view) => this.#changed.fire(view)));
    }
  }

  /** Opens a project: takes its lock, finds its agents, and takes up those that already run. */
  static async open(project: Project, { assets, now, log }: HubDependencies): Promise<Hub> {
    const config = await readProjectConfig(project.path);
    const definitions = await findAgents(project.path, config);
    const dataFolder = await makeDataFolder(project.path);
    const lock = await lockProject(dataFolder);
    const runtime = createNativeRuntime({ ...assets, projectFolder: project.path, dataFolder, now });
    const agents = definitions.map((definition) => {
      const { name, program } = resolveProgram(definition.program, assets);
      return new AgentRoom({ definition, programName: name, program, runtime, now, log: log.child(`agents.${definition.id}`) });
    });
    const hub = new Hub(project, lock, agents);
    await Promise.all(agents.map((agent) => agent.adopt()));
    return hub;
  }

  get agents(): Agent[] {
    return [...this.#agents.values()].map((agent) => agent.view);
  }

  agent(id: AgentId): AgentRoom {
    const agent = this.#agents.get(id);
    if (agent === undefined) throw new HubError("not_found", `There is no agent called ${id} in ${this.project.name}.`);
    return agent;
  }

  /** Stops all agents, and resolves when none is left. */
  async stopAgents(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.stopAndWait()));
  }

  /** Lets go of the project; the agents run on. */
  async close(): Promise<void> {
    this.dispose();
    await this.lock.release();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
