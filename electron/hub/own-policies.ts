import { isDeepStrictEqual } from "node:util";
import { DisposableStore } from "../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../shared/base/emitter.ts";
import { isUp } from "../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { AgentPolicy, LaunchLimits, PoliciesView } from "../../shared/contract/policies.ts";
import type { AgentSituation } from "../../shared/policies/situation.ts";
import { isInputFrame } from "../../shared/terminal/frames.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import type { StopManner } from "./agents/stop-manner.ts";
import { hasCode } from "./files/has-code.ts";
import type { HubPolicies } from "./hub-policies.ts";
import type { ProjectView } from "./lists/project-view.ts";
import { wholeStream } from "./lists/whole.ts";
import type { Logger } from "./log/logger.ts";
import type { Clock } from "./policies/clock.ts";
import { PolicyFile, type Policies } from "./policies/policy-file.ts";
import { PolicyMemories } from "./policies/policy-memories.ts";
import { PolicyScheduler } from "./policies/policy-scheduler.ts";
import type { Telling } from "./policies/telling.ts";
import { WaitingWork } from "./policies/waiting-work.ts";

/** A person who types is noticed again after this. */
const TYPING_MS = 1000;

/** An agent, as far as policies see it and act on it. */
export interface PolicedAgent {
  readonly view: Agent;
  readonly onChanged: Event<Agent>;
  start(): Promise<Agent>;
  stop(manner: StopManner): Promise<Agent>;
  restart(): Promise<Agent>;
}

/** What was done about an agent, and why; or how it was decided what is done. */
export type PolicyDeed =
  | { readonly kind: "launch" | "stop"; readonly agent: AgentId; readonly reason: string }
  | { readonly kind: "set"; readonly agent: AgentId; readonly policy: AgentPolicy };

export interface OwnPoliciesOptions {
  readonly dataFolder: string;
  readonly agents: readonly PolicedAgent[];
  readonly inboxes: Pick<ProjectView, "isKnown" | "inboxOf">;
  /** What the project proposes. It is shown, and no more: a project may come from anywhere. */
  readonly proposals?: Readonly<Record<AgentId, AgentPolicy>>;
  readonly telling: Pick<Telling, "wasTold" | "isToBeTold" | "onChanged">;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The policies of the project whose hub runs here, and those who carry them out. */
export class OwnPolicies implements HubPolicies {
  readonly #options: OwnPoliciesOptions;
  readonly #agents: ReadonlyMap<AgentId, PolicedAgent>;
  readonly #file: PolicyFile;
  readonly #memories: PolicyMemories;
  readonly #work: WaitingWork;
  readonly #scheduler: PolicyScheduler;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #acted = this.#store.add(new Emitter<PolicyDeed>());
  readonly #typedAt = new Map<AgentId, number>();
  /** They are down for a moment, and keep their place among those that run. */
  readonly #restarting = new Map<AgentId, number>();
  /** Whom a person stopped before it was known what lay in the inboxes. */
  readonly #stoppedEarly = new Set<AgentId>();
  #policies: Policies;
  #isInboxKnown = false;
  #isSuspended = false;

  /** Fires when an agent is about to be launched or stopped, by its policy or in its turn, and when a policy was set. */
  readonly onActed: Event<PolicyDeed> = this.#acted.event;

  private constructor(options: OwnPoliciesOptions, file: PolicyFile, memories: PolicyMemories) {
    const { agents, inboxes, clock, log } = options;
    this.#options = options;
    this.#agents = new Map(agents.map((agent) => [agent.view.id, agent]));
    this.#file = this.#store.add(file);
    this.#memories = memories;
    this.#policies = file.policies;
    this.#work = this.#store.add(
      new WaitingWork({ agents: [...this.#agents.keys()], inboxes, now: () => clock.now() }),
    );
    this.#scheduler = this.#store.add(
      new PolicyScheduler({
        look: () => agents.map((agent) => this.#situationOf(agent)),
        limits: () => this.#file.policies.limits,
        memories,
        launch: async (agent, reason) => {
          this.#acted.fire({ kind: "launch", agent, reason });
          await this.#agent(agent).start();
        },
        stop: async (agent, reason) => {
          this.#acted.fire({ kind: "stop", agent, reason });
          await this.#agent(agent).stop("after-turn");
        },
        clock,
        log,
      }),
    );
  }

  /** Reads the policies; nothing is done before `begin`. */
  static async open(options: OwnPoliciesOptions): Promise<OwnPolicies> {
    const { dataFolder, log } = options;
    const memories = await PolicyMemories.open(dataFolder, log);
    return new OwnPolicies(options, await PolicyFile.open(dataFolder, log), memories);
  }

  /** Begins to act. All agents that ran before have to be taken up by then: they would be launched again. */
  begin(): void {
    const scheduler = this.#scheduler;
    for (const agent of this.#agents.values()) {
      let before = agent.view.state;
      const subscription = agent.onChanged(({ id, state }) => {
        const earlier = before;
        before = state;
        if (state === earlier) scheduler.changed();
        else scheduler.stateChanged(id, earlier, state);
      });
      this.#store.add(subscription);
    }
    this.#store.add(this.#work.onChanged(() => scheduler.changed()));
    this.#store.add(this.#options.telling.onChanged(() => scheduler.changed()));
    this.#store.add(this.#file.onChanged(() => this.#onPoliciesChanged()));
    this.#store.add(scheduler.onOutlooksChanged(() => this.#changed.fire()));
    void this.#options.inboxes.isKnown.then(() => this.#onInboxKnown());
    scheduler.changed();
  }

  changes(signal: AbortSignal): AsyncIterable<PoliciesView> {
    return wholeStream({ value: () => this.#view(), onChanged: this.#changed.event }, signal);
  }

  async set(agent: AgentId, policy: AgentPolicy): Promise<PoliciesView> {
    this.#agent(agent);
    await kept(this.#file.set(agent, policy));
    this.#acted.fire({ kind: "set", agent, policy });
    return this.#view();
  }

  async setLimits(limits: LaunchLimits): Promise<PoliciesView> {
    await kept(this.#file.setLimits(limits));
    return this.#view();
  }

  /**
   * A person launches an agent. Resolves when it is on its way up, or when it is known that it has to wait for its turn:
   * its outlook says so, and it is launched when that has come.
   */
  async launch(agent: AgentId): Promise<void> {
    this.#stoppedEarly.delete(agent);
    if (this.#isSuspended) return void (await this.#agent(agent).start());
    const launched = this.#scheduler.launch(agent);
    const waiting = Promise.withResolvers<void>();
    const look = (): void => {
      if (this.#scheduler.outlooks.get(agent)?.kind === "queued") waiting.resolve();
    };
    const subscription = this.#scheduler.onOutlooksChanged(look);
    // Behind the decision: it may have waited before it was asked for, and nothing else shows then.
    queueMicrotask(look);
    try {
      await Promise.race([launched, waiting.promise]);
    } finally {
      subscription.dispose();
    }
  }

  /** A person restarts an agent: what was before is forgiven, and nobody takes its place meanwhile. */
  async restart(agent: AgentId): Promise<void> {
    this.#scheduler.policyChanged(agent);
    this.#stoppedEarly.delete(agent);
    this.#restarting.set(agent, this.#options.clock.now());
    try {
      await this.#agent(agent).restart();
    } finally {
      this.#restarting.delete(agent);
      this.#scheduler.changed();
    }
  }

  /** A person stops an agent, or gives up its launch. To be said before it is stopped. */
  stoppedByPerson(agent: AgentId): void {
    if (!this.#isInboxKnown) this.#stoppedEarly.add(agent);
    this.#scheduler.stoppedByPerson(agent);
  }

  /** Notices when a person types into an agent's terminal: who is typed to is not idle. */
  watchTyping(agent: AgentId, pipe: FramePipe): void {
    const store = this.#store.add(new DisposableStore());
    store.add(pipe.onClosed(() => this.#store.release(store)));
    store.add(pipe.onFrame((frame) => void (isInputFrame(frame) && this.#typed(agent))));
  }

  /** All agents are about to be stopped: none is launched any more but by a person. */
  suspend(): void {
    this.#isSuspended = true;
    this.#scheduler.dispose();
  }

  /** Lets go of everything once what was remembered is on disk. */
  async close(): Promise<void> {
    this.#store.dispose();
    await this.#memories.drain();
  }

  #typed(agent: AgentId): void {
    const now = this.#options.clock.now();
    if (now - (this.#typedAt.get(agent) ?? 0) < TYPING_MS) return;
    this.#typedAt.set(agent, now);
    this.#scheduler.changed();
  }

  #situationOf({ view }: PolicedAgent): AgentSituation {
    const { telling } = this.#options;
    const { tasks, itemCount, changedAt } = this.#work.of(view.id);
    const restartsSince = this.#restarting.get(view.id);
    const isRestarting = restartsSince !== undefined && !isUp(view.state);
    return {
      agent: view.id,
      policy: this.#file.policyOf(view.id),
      state: isRestarting ? { kind: "starting", since: restartsSince } : view.state,
      activity: view.activity,
      // Before all was read no task is a new one, and no inbox is empty.
      tasks: this.#isInboxKnown
        ? tasks.map(({ name, id, at }) => ({ id, at, isAnnounced: telling.wasTold(view.id, name) }))
        : [],
      itemCount: this.#isInboxKnown ? itemCount : 1,
      inboxChangedAt: changedAt,
      hasNotices: telling.isToBeTold(view.id),
      typedAt: this.#typedAt.get(view.id),
    };
  }

  #onInboxKnown(): void {
    if (this.#store.isDisposed) return;
    this.#isInboxKnown = true;
    for (const agent of this.#stoppedEarly) this.#scheduler.stoppedByPerson(agent);
    this.#stoppedEarly.clear();
    this.#scheduler.changed();
  }

  /** Set here, or by a person who edited the file. */
  #onPoliciesChanged(): void {
    const before = this.#policies;
    this.#policies = this.#file.policies;
    for (const agent of this.#agents.keys()) {
      if (isDeepStrictEqual(before.agents[agent], this.#policies.agents[agent])) continue;
      this.#scheduler.policyChanged(agent);
    }
    this.#scheduler.changed();
    this.#changed.fire();
  }

  #view(): PoliciesView {
    const { policies, problem } = this.#file;
    const { proposals } = this.#options;
    return {
      agents: policies.agents,
      limits: policies.limits,
      outlooks: Object.fromEntries(this.#scheduler.outlooks),
      ...(proposals === undefined ? {} : { proposals }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  #agent(id: AgentId): PolicedAgent {
    const agent = this.#agents.get(id);
    if (agent === undefined)
      throw new HubError("not_found", `There is no agent called ${id} in this project.`);
    return agent;
  }
}

async function kept(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!hasCode(error, "ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS")) throw error;
    const what = hasCode(error, "ENOSPC", "EDQUOT") ? "the disk is full" : "the file cannot be written";
    throw new HubError("unavailable", `The policy was not kept: ${what}. Correct that, and set it again.`, {
      cause: error,
    });
  }
}
