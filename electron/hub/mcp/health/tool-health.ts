import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type {
  AgentTools,
  ProgramTools,
  ToolServerState,
  ToolsView,
} from "../../../../shared/contract/tools.ts";
import type { ServerCheck } from "../../../../shared/link/tool-checks.ts";
import { listedServer, type ListedServer, type ServerPlan } from "../../../../shared/mcp/tool-plan.ts";
import type { HubToolHealth } from "../../hub-tool-health.ts";
import { wholeStream } from "../../lists/whole.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../policies/clock.ts";
import type { FinishedCall } from "../observed-desk.ts";
import { CallBook } from "./call-book.ts";
import { foundState } from "./found-state.ts";

/** A program that starts has the processor to itself; then its tools are tried. */
const AFTER_START_MS = 5000;
/** Windows hear of calls this often at most. */
const TELL_MS = 250;
/** More users than a project has. */
const MOST_USERS = 1000;

/** An agent whose tools are looked at. */
export interface CheckedAgent {
  readonly view: Agent;
  readonly onChanged: Event<Agent>;
  /** Whether its session tries its servers when it is asked to. */
  readonly checksTools: boolean;
  checkTools(): Promise<readonly ServerCheck[]>;
}

/** That an agent cannot use some of its servers, or any. */
export interface ToolTrouble {
  readonly agent: AgentId;
  readonly servers: readonly string[];
  readonly since: number;
  /** Of the first of them. */
  readonly reason: string;
}

export interface ToolHealthOptions {
  readonly agents: readonly CheckedAgent[];
  readonly plans: readonly ServerPlan[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** Knows of each agent and server whether it can be used and what was called: tried when an agent starts, and when asked. */
export class ToolHealth implements HubToolHealth, Disposable {
  readonly #agents: ReadonlyMap<AgentId, CheckedAgent>;
  readonly #servers: readonly ListedServer[];
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #since: number;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #troubleChanged = this.#store.add(new Emitter<void>());
  readonly #calls = new CallBook();
  readonly #callsOfPrograms = new CallBook();
  /** Whose tokens were used. */
  readonly #users = new Set<string>();
  readonly #states = new Map<string, ToolServerState>();
  /** Since when the session has run that was tried last, or is about to be. */
  readonly #tried = new Map<AgentId, number>();
  readonly #underWay = new Map<AgentId, Promise<void>>();
  /** One at a time: what is tried is to cost agents nothing. */
  readonly #work = new SerialQueue();
  #isToldSoon = false;

  /** Which servers cannot be used has changed. */
  readonly onTroubleChanged = this.#troubleChanged.event;

  constructor({ agents, plans, clock, log }: ToolHealthOptions) {
    this.#agents = new Map(agents.map((agent) => [agent.view.id, agent]));
    this.#servers = plans.map(listedServer);
    this.#clock = clock;
    this.#log = log;
    this.#since = clock.now();
    for (const agent of agents) this.#store.add(agent.onChanged(() => this.#follow(agent)));
  }

  changes(signal: AbortSignal): AsyncIterable<ToolsView> {
    return wholeStream({ value: () => this.#view(), onChanged: this.#changed.event }, signal);
  }

  async check(id: AgentId): Promise<AgentTools> {
    const agent = this.#agents.get(id);
    if (agent === undefined) throw new HubError("not_found", `There is no agent called ${id}.`);
    if (agent.view.state.kind !== "running")
      throw new HubError("conflict", `${id} does not run. Start it: its tools are tried in its session.`);
    if (!agent.checksTools)
      throw new HubError("conflict", `${id} was started by an earlier version. Restart it to try its tools.`);
    await this.#check(agent);
    return this.#toolsOf(agent);
  }

  /** Takes a call that is over; those of programs that are no agents are told of apart. */
  called(call: FinishedCall): void {
    if (call.door === "session") this.#calls.add(call);
    else this.#addOfProgram(call);
    if (this.#isToldSoon) return;
    this.#isToldSoon = true;
    const tell = this.#clock.after(TELL_MS, () => {
      this.#isToldSoon = false;
      this.#store.release(tell);
      this.#changed.fire();
    });
    this.#store.add(tell);
  }

  /** The agents that cannot use all of their servers. */
  troubles(): ToolTrouble[] {
    return [...this.#agents.keys()].flatMap((agent) => {
      const lost = this.#servers.flatMap(({ name }) => {
        const state = this.#stateOf(agent, name);
        return state.kind === "unreachable" ? [{ ...state, name }] : [];
      });
      const [first] = lost;
      if (first === undefined) return [];
      const since = Math.min(...lost.map((state) => state.since));
      return [{ agent, servers: lost.map(({ name }) => name), since, reason: first.reason }];
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Tries the tools of a session that has come up, and forgets those of one that is over. */
  #follow(agent: CheckedAgent): void {
    const { id, state } = agent.view;
    if (state.kind === "running" && agent.checksTools && this.#tried.get(id) !== state.since) {
      this.#tried.set(id, state.since);
      const due = this.#clock.after(AFTER_START_MS, () => {
        this.#store.release(due);
        if (agent.view.state.kind === "running") this.#inBackground(agent);
      });
      this.#store.add(due);
    }
    if (state.kind !== "running" && state.kind !== "lost") this.#forget(id);
    this.#changed.fire();
  }

  #forget(agent: AgentId): void {
    this.#tried.delete(agent);
    for (const { name } of this.#servers) this.#set(agent, name, { kind: "unchecked" });
  }

  #inBackground(agent: CheckedAgent): void {
    this.#check(agent).catch((error: unknown) => {
      // A session that is over says so itself.
      if (!(error instanceof HubError))
        this.#log.error("tools could not be tried", { agent: agent.view.id, error });
    });
  }

  /** Who asks while it is tried already waits for what comes of that. */
  #check(agent: CheckedAgent): Promise<void> {
    const { id } = agent.view;
    const running = this.#underWay.get(id);
    if (running !== undefined) return running;
    const work = this.#work
      .run(async () => this.#take(agent, await agent.checkTools()))
      .finally(() => {
        this.#underWay.delete(id);
        if (!this.#store.isDisposed) this.#changed.fire();
      });
    this.#underWay.set(id, work);
    this.#changed.fire();
    return work;
  }

  #take(agent: CheckedAgent, checks: readonly ServerCheck[]): void {
    const { id } = agent.view;
    const at = this.#clock.now();
    for (const listed of this.#servers) {
      const found = checks.find(({ server }) => server === listed.name)?.found;
      this.#set(id, listed.name, foundState(listed, found, this.#stateOf(id, listed.name), at));
    }
  }

  #set(agent: AgentId, server: string, state: ToolServerState): void {
    const before = this.#stateOf(agent, server);
    this.#states.set(`${agent} ${server}`, state);
    if (this.#store.isDisposed) return;
    if (before.kind === "unreachable" || state.kind === "unreachable") this.#troubleChanged.fire();
  }

  #stateOf(agent: AgentId, server: string): ToolServerState {
    return this.#states.get(`${agent} ${server}`) ?? { kind: "unchecked" };
  }

  #view(): ToolsView {
    return {
      since: this.#since,
      agents: [...this.#agents.values()].map((agent) => this.#toolsOf(agent)),
      programs: this.#programs(),
    };
  }

  #addOfProgram(call: FinishedCall): void {
    if (!this.#users.has(call.user) && this.#users.size >= MOST_USERS) return;
    this.#users.add(call.user);
    this.#callsOfPrograms.add(call);
  }

  #programs(): ProgramTools[] {
    return [...this.#users].toSorted().map((user) => ({
      user: user.slice(0, 64),
      servers: this.#servers.map(({ name }) => {
        const { counts, lastCalls } = this.#callsOfPrograms.of(user, name);
        return { server: name, counts: { ...counts }, lastCalls: [...lastCalls] };
      }),
    }));
  }

  #toolsOf({ view, checksTools }: CheckedAgent): AgentTools {
    const { id, state } = view;
    const isUnderWay = this.#underWay.has(id);
    const isUp = state.kind === "running";
    return {
      agent: id,
      check: isUnderWay ? "under-way" : !isUp ? "down" : checksTools ? "possible" : "earlier-version",
      servers: this.#servers.map(({ name }) => {
        const { counts, lastCalls } = this.#calls.of(id, name);
        return {
          server: name,
          state: this.#stateOf(id, name),
          counts: { ...counts },
          lastCalls: [...lastCalls],
        };
      }),
    };
  }
}
