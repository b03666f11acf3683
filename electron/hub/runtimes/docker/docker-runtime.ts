import { join } from "node:path";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { ContainerSettings } from "../../config/container-settings.ts";
import type { ResolvedProgram, Runtime, SessionState } from "../runtime.ts";
import { lastLinesOf, replayOf, type SessionReader } from "../session/past-terminal.ts";
import { SessionStore, statusOf, type StoredSession } from "../session/session-store.ts";
import { readCovered } from "./container-files.ts";
import type { ContainerLinks } from "./container-links.ts";
import type { ContainerEnds } from "./containers/container-ends.ts";
import type { ContainerLayout } from "./containers/container-layout.ts";
import {
  endOf,
  inspectContainer,
  memorySentence,
  whatEndedIt,
  whyItEnded,
} from "./containers/container-state.ts";
import { containerUser, type ContainerUser } from "./containers/container-user.ts";
import { projectId } from "./containers/labels.ts";
import {
  createContainer,
  ownContainers,
  removeContainer,
  removeContainers,
  stopContainer,
} from "./containers/own-containers.ts";
import type { DockerEngine } from "./engine/docker-engine.ts";
import { engineProblem, isOutOfReach } from "./engine/engine-problem.ts";
import type { FoundEngine } from "./engine/probe-engine.ts";
import type { ExposureWatch } from "./mounts/exposure-watch.ts";
import { keepOwner } from "./mounts/keep-owner.ts";
import { ownerOf, prepareContainer } from "./prepare-container.ts";

/** Whoever could not be asked to stop is given this long for what it has open. */
const STOP_SECONDS = 2;
/** A signal that a program is ended with when the container's memory is used up. */
const SIGKILL = 9;

export interface DockerRuntimeOptions extends SessionReader {
  readonly engine: DockerEngine;
  readonly projectFolder: string;
  readonly dataFolder: string;
  /** The image to use; rejects with a sentence where there is none. */
  readonly image: () => Promise<string>;
  readonly layout: ContainerLayout;
  readonly settings: (agent: AgentId) => ContainerSettings;
  /** The values of what is handed on, by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly links: ContainerLinks;
  /** How containers ended, as far as that has been told. */
  readonly ends: ContainerEnds;
  /** Watches for what running containers are not to see. */
  readonly exposures: ExposureWatch;
  readonly now: () => number;
}

/** Runs agents in containers of their own, made from the project's image and removed when they are over. */
export function createDockerRuntime(options: DockerRuntimeOptions): Runtime & Disposable {
  const runtime = new DockerRuntime(options);
  return {
    find: (agent) => runtime.find(agent),
    start: (agent, program) => runtime.start(agent, program),
    kill: (agent) => runtime.kill(agent),
    replay: (agent) => runtime.replay(agent),
    lastLines: (agent) => runtime.lastLines(agent),
    dispose: () => runtime.dispose(),
  };
}

class DockerRuntime implements Runtime, Disposable {
  readonly #options: DockerRuntimeOptions;
  readonly #project: string;
  /** The container that each agent was last linked to in. */
  readonly #linked = new Map<AgentId, { readonly session: string; readonly container: string }>();
  /** Those that were to be ended while there was no engine. */
  readonly #owed = new Set<AgentId>();
  readonly #engineChanges: Disposable;

  constructor(options: DockerRuntimeOptions) {
    this.#options = options;
    this.#project = projectId(options.projectFolder);
    this.#engineChanges = options.engine.onChanged(() => this.#endOwed());
  }

  dispose(): void {
    this.#engineChanges.dispose();
  }

  async find(agent: AgentId): Promise<SessionState> {
    const session = await this.#latest(agent);
    return session === undefined ? { kind: "none" } : this.#stateOf(agent, session);
  }

  async start(agent: AgentId, program: ResolvedProgram): Promise<SessionState> {
    this.#owed.delete(agent);
    try {
      const [engine, image] = await Promise.all([this.#options.engine.use(), this.#options.image()]);
      return await this.#start(agent, program, engine, image);
    } catch (error) {
      if (isOutOfReach(error)) this.#options.engine.lost();
      throw engineProblem(error);
    }
  }

  async kill(agent: AgentId): Promise<void> {
    this.#owed.delete(agent);
    try {
      const { docker } = await this.#options.engine.use();
      const containers = await ownContainers(docker, this.#project, agent);
      // One that is held still would have to go on first to be asked.
      const running = containers.filter(({ isRunning, isPaused }) => isRunning && !isPaused);
      await Promise.all(running.map(({ id }) => stopContainer(docker, id, STOP_SECONDS)));
      await removeContainers(docker, containers);
      for (const { id } of containers) this.#options.exposures.forget(id);
    } catch (error) {
      if (!(error instanceof HubError) && !isOutOfReach(error)) throw engineProblem(error);
      // With the engine its containers are mostly down; one that comes back with it is ended then.
      this.#owed.add(agent);
    }
  }

  #endOwed(): void {
    if (this.#options.engine.state.kind !== "ok") return;
    // What cannot be ended now is owed again, or is not the engine's fault; the next start removes it in any case.
    for (const agent of this.#owed) this.kill(agent).catch(() => undefined);
  }

  async replay(agent: AgentId): Promise<Uint8Array | undefined> {
    const session = await this.#latest(agent);
    return session === undefined ? undefined : replayOf(this.#options, session);
  }

  async lastLines(agent: AgentId): Promise<readonly string[]> {
    const session = await this.#latest(agent);
    return session === undefined ? [] : lastLinesOf(this.#options, session);
  }

  #storeOf(agent: AgentId): SessionStore {
    return new SessionStore(join(this.#options.dataFolder, "agents", agent));
  }

  #latest(agent: AgentId): Promise<StoredSession | undefined> {
    return this.#storeOf(agent).latest();
  }

  async #stateOf(agent: AgentId, session: StoredSession): Promise<SessionState> {
    const status = await statusOf(session);
    if (status !== undefined && status.kind !== "running") {
      const isKilled = status.kind === "ended" && status.signal === SIGKILL && !status.isRequested;
      const reason = isKilled ? await this.#memoryReason(agent, session) : undefined;
      return reason === undefined ? status : { kind: "failed", reason, at: status.at };
    }
    try {
      return await this.#linkedState(agent, session);
    } catch {
      // Without the engine nobody knows; it is looked for again, and the agent with it.
      this.#options.engine.lost();
      return { kind: "unreachable" };
    }
  }

  /** A program that was killed may have been so because its container had no memory left. */
  async #memoryReason(agent: AgentId, session: StoredSession): Promise<string | undefined> {
    try {
      const { docker } = await this.#options.engine.use();
      const container = await this.#containerOf(agent, session);
      const state = container === undefined ? undefined : await inspectContainer(docker, container);
      return state?.ranOutOfMemory === true ? memorySentence(state) : undefined;
    } catch {
      return undefined;
    }
  }

  async #linkedState(agent: AgentId, session: StoredSession): Promise<SessionState> {
    const engine = await this.#options.engine.use();
    const { docker } = engine;
    const container = await this.#containerOf(agent, session);
    const told = container === undefined ? undefined : this.#options.ends.exitCodeOf(container, engine);
    if (told !== undefined) return await this.#dead(session, whatEndedIt(told));
    const state = container === undefined ? undefined : await inspectContainer(docker, container);
    if (state === undefined || !state.isRunning) return await this.#dead(session, whyItEnded(state));
    await this.#follow(agent, state.id, session);
    if (state.isPaused) return { kind: "unreachable" };
    try {
      return await this.#link(engine, agent, state.id, session);
    } catch {
      // With its session host a container ends, if not at once; one that does not has a session host that hangs.
      await endOf(docker, state.id);
      const after = await inspectContainer(docker, state.id);
      return after?.isRunning === true
        ? { kind: "unreachable" }
        : await this.#dead(session, whyItEnded(after));
    }
  }

  /** One that was made by another version, or whose record is damaged, has nothing to compare with. */
  async #follow(agent: AgentId, container: string, session: StoredSession): Promise<void> {
    const { dataFolder, exposures } = this.#options;
    const files = await readCovered(dataFolder, agent, session.launch.session);
    if (files !== undefined) exposures.follow(agent, container, files);
  }

  /** It may have said how it ended, in the moment in which it did. */
  async #dead(session: StoredSession, reason: string): Promise<SessionState> {
    const status = await statusOf(session);
    return status !== undefined && status.kind !== "running" ? status : { kind: "dead", reason };
  }

  /** The container of a session; the engine is asked only for one that was never linked to here. */
  async #containerOf(agent: AgentId, session: StoredSession): Promise<string | undefined> {
    const linked = this.#linked.get(agent);
    if (linked?.session === session.launch.session) return linked.container;
    const { docker } = await this.#options.engine.use();
    const containers = await ownContainers(docker, this.#project, agent);
    return containers.find((container) => container.session === session.launch.session)?.id;
  }

  async #start(
    agent: AgentId,
    program: ResolvedProgram,
    engine: FoundEngine,
    image: string,
  ): Promise<SessionState> {
    const { docker, processors } = engine;
    const { projectFolder: root, dataFolder, settings, layout, environment, exposures, now } = this.#options;
    const earlier = await ownContainers(docker, this.#project, agent);
    await removeContainers(docker, earlier);
    const { session, spec, covered } = await prepareContainer({
      root,
      dataFolder,
      project: this.#project,
      agent,
      program,
      settings: settings(agent),
      layout,
      store: this.#storeOf(agent),
      user: await this.#user(engine),
      image,
      processors,
      environment,
      now: now(),
    });
    const container = await createContainer(docker, spec);
    // Before it runs: nothing is missed.
    exposures.follow(agent, container.id, covered);
    try {
      const start = async (): Promise<void> => {
        await container.start();
        exposures.started();
      };
      return await this.#link(engine, agent, container.id, session, start);
    } catch (error) {
      return await this.#failed(container.id, session, error);
    }
  }

  async #link(
    engine: FoundEngine,
    agent: AgentId,
    container: string,
    session: StoredSession,
    start?: () => Promise<void>,
  ): Promise<SessionState> {
    const { links, layout, projectFolder, settings } = this.#options;
    const { network } = settings(agent);
    const own = join(projectFolder, ".claude", "users", agent);
    const user = await this.#user(engine);
    this.#linked.set(agent, { session: session.launch.session, container });
    const { link, welcome } = await links.open({
      docker: engine.docker,
      container,
      layout,
      key: session.launch.key,
      start,
      agentFolder: this.#storeOf(agent).folder,
      configFolder: join(own, "container"),
      ...(network.kind === "allowlist" ? { hosts: network.hosts } : {}),
      meanwhile: () => keepOwner(join(own, "workspace"), user),
    });
    return { kind: "running", link, welcome };
  }

  /** What was made goes again; what is left to tell is why. */
  async #failed(container: string, session: StoredSession, error: unknown): Promise<SessionState> {
    const { docker } = await this.#options.engine.use();
    const state = await inspectContainer(docker, container).catch(() => undefined);
    const status = await statusOf(session);
    await removeContainer(docker, container).catch(() => undefined);
    this.#options.exposures.forget(container);
    // It began, and is over already.
    if (status !== undefined && status.kind !== "running") return status;
    if (state?.isNew === true || state === undefined || state.isRunning) throw error;
    return { kind: "failed", reason: whyItEnded(state), at: this.#options.now() };
  }

  async #user({ isRootless }: FoundEngine): Promise<ContainerUser | undefined> {
    return containerUser({
      platform: process.platform,
      uid: process.getuid?.(),
      gid: process.getgid?.(),
      owner: await ownerOf(this.#options.projectFolder),
      isRootless,
    });
  }
}
