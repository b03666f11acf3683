import { join } from "node:path";
import { DisposableStore, toDisposable, type Disposable } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { AgentContainer, ContainerStats, ImageState } from "../../../../shared/contract/containers.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import type { ContainerShell, ContainerWatch } from "../../containers/container-parts.ts";
import { LOG_FILE } from "../../../../shared/link/session-files.ts";
import { readTail } from "../../files/read-tail.ts";
import type { Logger } from "../../log/logger.ts";
import { SessionStore } from "../session/session-store.ts";
import type { ContainerLinks } from "./container-links.ts";
import type { ContainerEnds } from "./containers/container-ends.ts";
import { openContainerShell } from "./containers/container-shell.ts";
import { inspectContainer } from "./containers/container-state.ts";
import { PROJECT_LABEL } from "./containers/labels.ts";
import { ownContainers, removeContainers, type OwnContainer } from "./containers/own-containers.ts";
import type { DockerEngine } from "./engine/docker-engine.ts";
import { followEvents, type ContainerEvent } from "./engine/engine-events.ts";
import { engineProblem } from "./engine/engine-problem.ts";
import type { ExposureWatch } from "./mounts/exposure-watch.ts";
import { containerSamples } from "./stats/container-samples.ts";
import { usageBetween } from "./stats/usage-between.ts";

/** Some two hundred lines. */
const LOG_BYTES = 32_768;
/** After these the list of containers is another one. Of one that died all is known that is shown. */
const CHANGES = new Set(["start", "destroy", "pause", "unpause", "rename"]);
/** After these nobody answers on a link any more. */
const ENDS = new Set(["die", "destroy"]);

export interface ProjectContainersOptions {
  readonly project: string;
  /** Where on this machine Quorum keeps what it knows of the project. */
  readonly dataFolder: string;
  readonly engine: DockerEngine;
  readonly links: ContainerLinks;
  readonly ends: ContainerEnds;
  readonly exposures: ExposureWatch;
  readonly image: { readonly state: ImageState };
  readonly now: () => number;
  readonly log: Logger;
}

/** The containers of a project, followed by the engine's events. */
export class ProjectContainers implements ContainerWatch, Disposable {
  readonly #options: ProjectContainersOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  #listed: readonly OwnContainer[] = [];
  /** Those that have ended: the engine's own list says so only a moment after the event. */
  readonly #ended = new Set<string>();
  #listing: Promise<void> | undefined;
  #isListAgain = false;

  readonly onChanged = this.#changed.event;

  constructor(options: ProjectContainersOptions) {
    this.#options = options;
  }

  /** Begins to follow what happens to the containers. */
  begin(): void {
    const { project, engine, links, exposures } = this.#options;
    const end = new AbortController();
    this.#store.add(toDisposable(() => end.abort()));
    this.#store.add(exposures.onChanged(() => this.#changed.fire()));
    const follower = {
      labels: [`${PROJECT_LABEL}=${project}`],
      onEvent: (event: ContainerEvent) => this.#onEvent(event),
      onFollowing: () => {
        void engine.look();
        this.#list();
      },
      onGone: () => {
        // With the engine went every connection through it; some would never say so.
        links.closeAll();
        this.#set([]);
        void engine.look();
      },
    };
    void followEvents(engine, follower, end.signal);
  }

  get containers(): readonly AgentContainer[] {
    const { exposures, image: latest } = this.#options;
    const { state } = latest;
    return this.#listed
      .filter(({ isRunning }) => isRunning)
      .map(({ agent, id, image }) => ({
        agent,
        id,
        image,
        isImageStale: state.kind === "stale" || (state.kind === "ready" && image !== state.id),
        ...exposures.of(id),
      }));
  }

  async *stats(agent: AgentId, signal: AbortSignal): AsyncGenerator<ContainerStats> {
    while (!signal.aborted) {
      const container = this.#runningOf(agent);
      if (container === undefined) await this.#nextChange(signal);
      else yield* this.#statsOf(container, signal);
    }
  }

  async logs(agent: AgentId): Promise<readonly string[]> {
    const session = await new SessionStore(join(this.#options.dataFolder, "agents", agent)).latest();
    if (session === undefined) return [];
    const text = await readTail(join(session.folder, LOG_FILE), LOG_BYTES);
    return text.split(/\r?\n/).filter((line) => line !== "");
  }

  async openShell(agent: AgentId, size: TerminalSize): Promise<ContainerShell> {
    return this.#reached(async (engine) => {
      const { docker } = await engine.use();
      const containers = await ownContainers(docker, this.#options.project, agent);
      const running = containers.find(({ isRunning }) => isRunning);
      if (running === undefined)
        throw new HubError(
          "unavailable",
          `${agent} has no container now. Start it, and open the shell again.`,
        );
      return openContainerShell(docker, running.id, size);
    });
  }

  async remove(agent: AgentId): Promise<void> {
    await this.#reached(async (engine) => {
      const { docker } = await engine.use();
      await removeContainers(docker, await ownContainers(docker, this.#options.project, agent));
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #reached<T>(work: (engine: DockerEngine) => Promise<T>): Promise<T> {
    try {
      return await work(this.#options.engine);
    } catch (error) {
      throw engineProblem(error);
    }
  }

  async *#statsOf({ id }: OwnContainer, signal: AbortSignal): AsyncGenerator<ContainerStats> {
    const { engine, now, log } = this.#options;
    try {
      const { docker } = await engine.use();
      const state = await inspectContainer(docker, id);
      if (state?.isRunning === true) {
        let before;
        for await (const sample of containerSamples(docker, state, now, signal)) {
          if (before !== undefined) yield usageBetween(before, sample);
          before = sample;
        }
      }
    } catch (error) {
      if (!signal.aborted) log.warn("what a container uses could not be read", { container: id, error });
    }
    // It has ended, and its event is on its way.
    if (this.#listed.some((each) => each.id === id && each.isRunning)) await this.#nextChange(signal);
  }

  #runningOf(agent: AgentId): OwnContainer | undefined {
    return this.#listed.find((container) => container.agent === agent && container.isRunning);
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        subscription.dispose();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const subscription = this.onChanged(done);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    });
  }

  #onEvent(event: ContainerEvent): void {
    const { action, container } = event;
    this.#options.ends.onEvent(event);
    if (action === "start") this.#ended.delete(container);
    if (ENDS.has(action)) {
      this.#ended.add(container);
      this.#options.links.close(container);
      this.#options.exposures.forget(container);
      this.#set(this.#listed);
    }
    if (CHANGES.has(action)) this.#list();
  }

  /** Lists them anew; what happens meanwhile is listed after that. */
  #list(): void {
    if (this.#listing !== undefined) {
      this.#isListAgain = true;
      return;
    }
    this.#listing = this.#listOnce().finally(() => {
      this.#listing = undefined;
      if (!this.#isListAgain || this.#store.isDisposed) return;
      this.#isListAgain = false;
      this.#list();
    });
  }

  async #listOnce(): Promise<void> {
    const { engine, project, log } = this.#options;
    try {
      const { docker } = await engine.use();
      this.#set(await ownContainers(docker, project));
    } catch (error) {
      log.warn("the containers could not be listed", { error });
    }
  }

  #set(containers: readonly OwnContainer[]): void {
    for (const id of this.#ended) if (!containers.some((each) => each.id === id)) this.#ended.delete(id);
    const listed = containers.map((each) => ({
      ...each,
      isRunning: each.isRunning && !this.#ended.has(each.id),
    }));
    if (JSON.stringify(listed) === JSON.stringify(this.#listed)) return;
    this.#listed = listed;
    if (!this.#store.isDisposed) this.#changed.fire();
  }
}
