import { isDeepStrictEqual } from "node:util";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { AgentId, AgentState } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { LaunchLimits, PolicyOutlook } from "../../../shared/contract/policies.ts";
import { decide, type PolicyAction } from "../../../shared/policies/decide.ts";
import { endEvent } from "../../../shared/policies/end-event.ts";
import { remember, type PolicyEvent } from "../../../shared/policies/policy-memory.ts";
import type { AgentSituation } from "../../../shared/policies/situation.ts";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "./clock.ts";
import type { PolicyMemories } from "./policy-memories.ts";

/** An agent that could not be stopped is asked again after this. */
const STOP_AGAIN_MS = 30_000;

export interface PolicySchedulerDependencies {
  /** All agents as they stand at this moment. */
  readonly look: () => readonly AgentSituation[];
  readonly limits: () => LaunchLimits;
  readonly memories: PolicyMemories;
  /** Launches an agent; resolves when it is on its way up. */
  readonly launch: (agent: AgentId, reason: string) => Promise<void>;
  /** Asks an agent to stop; resolves when it was asked. */
  readonly stop: (agent: AgentId, reason: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Request {
  readonly at: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly promise: Promise<void>;
}

/**
 * Carries out what policies decide. It is told that something has changed, looks at all agents, acts, and wakes by itself
 * when it is time for what lies ahead. Also what persons launch goes through it, so that all are launched in turn.
 */
export class PolicyScheduler implements Disposable {
  readonly #dependencies: PolicySchedulerDependencies;
  readonly #store = new DisposableStore();
  readonly #outlooksChanged = this.#store.add(new Emitter<void>());
  readonly #requests = new Map<AgentId, Request>();
  /** What is being done about an agent, and shows in its state only when it is. */
  readonly #doing = new Map<AgentId, PolicyAction["kind"]>();
  #outlooks: ReadonlyMap<AgentId, PolicyOutlook> = new Map();
  #timer: Disposable | undefined;
  #isDue = false;

  readonly onOutlooksChanged: Event<void> = this.#outlooksChanged.event;

  constructor(dependencies: PolicySchedulerDependencies) {
    this.#dependencies = dependencies;
  }

  /** What is about to become of agents, and why nothing is. */
  get outlooks(): ReadonlyMap<AgentId, PolicyOutlook> {
    return this.#outlooks;
  }

  /** Something that policies look at has changed: they are looked through once what is under way has been done. */
  changed(): void {
    if (this.#isDue || this.#store.isDisposed) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.#store.isDisposed) this.#decide();
    });
  }

  /** A person launches an agent: resolves when its turn came and it is on its way up. */
  launch(agent: AgentId): Promise<void> {
    const situation = this.#find(agent);
    if (situation === undefined || isUp(situation.state)) return Promise.resolve();
    this.#remember(agent, { kind: "renewed" });
    const known = this.#requests.get(agent);
    if (known !== undefined) return known.promise;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever asked may not wait for the answer.
    promise.catch(() => undefined);
    this.#requests.set(agent, { at: this.#dependencies.clock.now(), resolve, reject, promise });
    this.changed();
    return promise;
  }

  /** A person stops an agent, or gives up its launch: it is not launched again for what is there now. */
  stoppedByPerson(agent: AgentId): void {
    this.#giveUp(agent, new HubError("conflict", `${agent} was stopped before its turn came.`));
    this.#remember(agent, { kind: "stopped", by: "person", at: this.#dependencies.clock.now() });
    this.changed();
  }

  /** An agent's state has changed: whether its program ended by itself is seen from the two. */
  stateChanged(agent: AgentId, before: AgentState, after: AgentState): void {
    const event = endEvent(before, after);
    if (event !== undefined) this.#remember(agent, event);
    this.changed();
  }

  /** A person changed when an agent is launched: what was before does not count any more. */
  policyChanged(agent: AgentId): void {
    this.#remember(agent, { kind: "renewed" });
    this.changed();
  }

  dispose(): void {
    for (const agent of [...this.#requests.keys()])
      this.#giveUp(agent, new HubError("unavailable", "The project was closed."));
    this.#timer?.dispose();
    this.#store.dispose();
  }

  #decide(): void {
    const { look, limits, memories, clock } = this.#dependencies;
    const now = clock.now();
    const situations = look().map((situation) => this.#asItWillBe(situation, now));
    for (const { agent, state } of situations) if (isUp(state)) this.#settle(agent);
    const requests = new Map([...this.#requests].map(([agent, { at }]) => [agent, at]));
    const decision = decide({ situations, memories: memories.all, requests, limits: limits(), now });
    for (const action of decision.actions) this.#act(action);
    this.#wakeAt(decision.nextAt, now);
    if (isDeepStrictEqual(decision.outlooks, this.#outlooks)) return;
    this.#outlooks = decision.outlooks;
    this.#outlooksChanged.fire();
  }

  #asItWillBe(situation: AgentSituation, now: number): AgentSituation {
    const doing = this.#doing.get(situation.agent);
    if (doing === "launch" && !isUp(situation.state))
      return { ...situation, state: { kind: "starting", since: now } };
    if (doing === "stop" && situation.state.kind === "running")
      return { ...situation, state: { kind: "stopping", since: now } };
    return situation;
  }

  #act({ kind, agent, reason }: PolicyAction): void {
    this.#dependencies.log.info(`policy: ${kind}`, { agent, reason });
    this.#doing.set(agent, kind);
    const done = kind === "launch" ? this.#launch(agent, reason) : this.#stop(agent, reason);
    void done.finally(() => {
      this.#doing.delete(agent);
      this.changed();
    });
  }

  async #launch(agent: AgentId, reason: string): Promise<void> {
    const { launch, memories, log } = this.#dependencies;
    const request = this.#requests.get(agent);
    this.#remember(agent, { kind: "launched" });
    const before = memories.get(agent);
    try {
      await launch(agent, reason);
      request?.resolve();
    } catch (error) {
      log.error("an agent could not be launched", { agent, error });
      request?.reject(error);
    }
    if (this.#requests.get(agent) === request) this.#requests.delete(agent);
    // One that did not come up, and of which nothing else was heard, would be launched again without end.
    const isDown = !isUp(this.#find(agent)?.state ?? { kind: "stopped" });
    if (isDown && memories.get(agent) === before) this.#remember(agent, this.#failure());
  }

  async #stop(agent: AgentId, reason: string): Promise<void> {
    const { stop, clock, log } = this.#dependencies;
    this.#remember(agent, { kind: "stopped", by: "policy", at: clock.now() });
    try {
      await stop(agent, reason);
    } catch (error) {
      log.error("an agent could not be stopped", { agent, error });
    }
    // One that stays is not asked again without end.
    if (this.#find(agent)?.state.kind === "running") await this.#pause();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#store.add(
        this.#dependencies.clock.after(STOP_AGAIN_MS, () => {
          this.#store.release(timer);
          resolve();
        }),
      );
    });
  }

  #failure(): PolicyEvent {
    return { kind: "ended", isCrash: true, at: this.#dependencies.clock.now(), ranMs: undefined };
  }

  #wakeAt(at: number | undefined, now: number): void {
    this.#timer?.dispose();
    this.#timer =
      at === undefined ? undefined : this.#dependencies.clock.after(at - now, () => this.changed());
  }

  /** It is up, by whichever way: nobody waits for it any more. */
  #settle(agent: AgentId): void {
    if (this.#doing.has(agent)) return;
    this.#requests.get(agent)?.resolve();
    this.#requests.delete(agent);
  }

  #giveUp(agent: AgentId, error: HubError): void {
    if (this.#doing.has(agent)) return;
    this.#requests.get(agent)?.reject(error);
    this.#requests.delete(agent);
  }

  #remember(agent: AgentId, event: PolicyEvent): void {
    const situation = this.#find(agent);
    if (situation === undefined) return;
    const { memories } = this.#dependencies;
    memories.set(agent, remember(memories.get(agent), event, situation));
  }

  #find(agent: AgentId): AgentSituation | undefined {
    return this.#dependencies.look().find((situation) => situation.agent === agent);
  }
}
