import { DisposableStore, type Disposable } from "../../shared/base/disposable.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import {
  MOST_LAST_LINES,
  type ContainerGrants,
  type ContainersView,
  type ContainerStats,
  type ImageState,
  type MachineLoad,
} from "../../shared/contract/containers.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import { grantsOf } from "./config/container-settings.ts";
import type { AllowedGrants } from "./containers/allowed-grants.ts";
import type { ContainerWatch, EngineWatch, ImageBuilder } from "./containers/container-parts.ts";
import { addIgnoreRules, missingIgnoreRules } from "./containers/ignore-rules.ts";
import { machineLoads, thisMachine } from "./containers/machine-load.ts";
import { systemClock } from "./policies/clock.ts";
import { shellFailure, ShellTerminal } from "./containers/shell-terminal.ts";
import type { HubContainers } from "./hub-containers.ts";
import { wholeStream } from "./lists/whole.ts";
import type { Logger } from "./log/logger.ts";
import type { AgentDefinition } from "./project/find-agents.ts";
import { shownLine } from "./reader/shown-line.ts";

const LINE_LENGTH = 2000;
/** While it builds its lines go to every window several times a second. */
const LINES_WHILE_BUILDING = 50;

export interface OwnContainersOptions {
  readonly root: string;
  readonly definitions: readonly Pick<AgentDefinition, "id" | "runtime" | "container">[];
  readonly engine: EngineWatch;
  readonly image: ImageBuilder;
  readonly watch: ContainerWatch;
  readonly allowed: AllowedGrants;
  /** Ends an agent as a person does, and resolves when it is down. */
  readonly stop: (agent: AgentId) => Promise<void>;
  readonly start: (agent: AgentId) => Promise<void>;
  /** A person has allowed what an agent's container gets. */
  readonly onAllowed?: (agent: AgentId, grants: readonly string[]) => void;
  readonly log: Logger;
}

/** The containers of the project whose hub runs here. */
export class OwnContainers implements HubContainers, Disposable {
  readonly #options: OwnContainersOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  /** The agents that run in containers. */
  readonly #agents: ReadonlySet<AgentId>;
  readonly #grants: readonly Omit<ContainerGrants, "isAllowed">[];
  #missingRules: readonly string[] = [];

  constructor(options: OwnContainersOptions) {
    this.#options = options;
    const inContainers = options.definitions.filter(({ runtime }) => runtime === "docker");
    this.#agents = new Set(inContainers.map(({ id }) => id));
    this.#grants = inContainers
      .map(({ id, container }) => ({ agent: id, grants: grantsOf(container) }))
      .filter(({ grants }) => grants.length > 0);
    for (const { onChanged } of [options.engine, options.image, options.watch, options.allowed])
      this.#store.add(onChanged(() => this.#changed.fire()));
    if (this.#agents.size > 0) this.#inBackground(this.#readRules());
  }

  changes(signal: AbortSignal): AsyncIterable<ContainersView> {
    return wholeStream({ value: () => this.#view(), onChanged: this.#changed.event }, signal);
  }

  stats(agent: AgentId, signal: AbortSignal): AsyncIterable<ContainerStats> {
    this.#check(agent);
    return this.#options.watch.stats(agent, signal);
  }

  machine(signal: AbortSignal): AsyncIterable<MachineLoad> {
    return machineLoads(thisMachine, systemClock, signal);
  }

  async look(): Promise<void> {
    await Promise.all([this.#options.engine.look(), this.#agents.size > 0 ? this.#readRules() : undefined]);
  }

  build(): Promise<void> {
    const { engine, image } = this.#options;
    if (engine.state.kind !== "ok" && engine.state.kind !== "disk-full")
      return Promise.reject(
        new HubError("unavailable", "There is no container engine to build with. Start it, and try again."),
      );
    image.build();
    return Promise.resolve();
  }

  cancelBuild(): Promise<void> {
    this.#options.image.cancel();
    return Promise.resolve();
  }

  async recreate(agent: AgentId): Promise<void> {
    this.#check(agent);
    const { stop, start, watch } = this.#options;
    const own = watch.containers.find((container) => container.agent === agent);
    // Held still it cannot end by itself, and it is not to go on.
    await Promise.all([stop(agent), own?.exposure?.isHeld === true ? watch.remove(agent) : undefined]);
    await watch.remove(agent);
    await start(agent);
  }

  async logs(agent: AgentId): Promise<string[]> {
    this.#check(agent);
    const lines = await this.#options.watch.logs(agent);
    return lines.slice(-MOST_LAST_LINES).map((line) => shownLine(line, LINE_LENGTH));
  }

  async allow(agent: AgentId, grants: readonly string[]): Promise<void> {
    this.#check(agent);
    const asked = this.#grants.find((one) => one.agent === agent)?.grants ?? [];
    if (asked.length !== grants.length || !asked.every((grant) => grants.includes(grant)))
      throw new HubError("conflict", `What ${agent} asks for is not what was shown. Look at it again.`);
    await this.#options.allowed.allow(agent, grants);
    this.#options.onAllowed?.(agent, grants);
  }

  async addIgnoreRules(): Promise<void> {
    const { root } = this.#options;
    await addIgnoreRules(root);
    await this.#readRules();
  }

  openShell(agent: AgentId, pipe: FramePipe): void {
    this.#check(agent);
    const { watch, log } = this.#options;
    const terminal = new ShellTerminal({
      pipe,
      open: (size) => watch.openShell(agent, size),
      onFailed: (error) => {
        log.warn("a shell could not be started", { agent, error });
        return shellFailure(error);
      },
    });
    this.#store.add(terminal);
    pipe.onClosed(() => this.#store.release(terminal));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #view(): ContainersView {
    const { engine, image, watch, allowed } = this.#options;
    return {
      engine: engine.state,
      image: shownImage(image.state),
      agents: [...this.#agents],
      containers: [...watch.containers],
      grants: this.#grants.map(({ agent, grants }) => ({
        agent,
        grants,
        isAllowed: allowed.has(agent, grants),
      })),
      missingIgnoreRules: [...this.#missingRules],
    };
  }

  #check(agent: AgentId): void {
    if (this.#agents.has(agent)) return;
    throw new HubError("not_found", `${agent} does not run in a container.`);
  }

  async #readRules(): Promise<void> {
    const rules = await missingIgnoreRules(this.#options.root);
    if (rules.join("\n") === this.#missingRules.join("\n")) return;
    this.#missingRules = rules;
    this.#changed.fire();
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#options.log.error("the ignore rules could not be read", { error }));
  }
}

function shownImage(state: ImageState): ImageState {
  if (state.kind !== "building") return state;
  return { ...state, lastLines: state.lastLines.slice(-LINES_WHILE_BUILDING) };
}
