import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toDisposable, type Disposable } from "../../../shared/base/disposable.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { AgentId, type AgentState } from "../../../shared/contract/agents.ts";
import { LaunchLimits, type AgentPolicy } from "../../../shared/contract/policies.ts";
import type { AgentSituation } from "../../../shared/policies/situation.ts";
import { situation } from "../../../shared/policies/situation.test-support.ts";
import { createJsonLog } from "../log/json-log.ts";
import type { Clock } from "./clock.ts";
import { PolicyMemories } from "./policy-memories.ts";
import { PolicyScheduler } from "./policy-scheduler.ts";

/** A clock that stands still until it is told to go on. */
class FakeClock implements Clock {
  #now = 1_770_000_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly work: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): Disposable {
    const timer = { at: this.#now + Math.max(0, ms), work };
    this.#timers.add(timer);
    return toDisposable(() => this.#timers.delete(timer));
  }

  /** Lets time pass, and everything happen that was to happen by then. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].toSorted((one, other) => one.at - other.at);
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
      await settled();
    }
    this.#now = end;
  }
}

/** All that follows at once has followed. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
}

/** Agents whose states are set by hand, and the scheduler that looks after them. */
export class FakeTeam implements Disposable {
  readonly clock = new FakeClock();
  readonly did: string[] = [];
  readonly scheduler: PolicyScheduler;
  readonly memories: PolicyMemories;
  readonly #situations = new Map<AgentId, AgentSituation>();
  limits = LaunchLimits.parse({});
  /** What becomes of an agent that is launched. */
  onLaunch = (agent: string): Promise<void> => {
    this.become(agent, { kind: "running", since: this.clock.now(), pid: 1 });
    return Promise.resolve();
  };
  onStop = (agent: string): Promise<void> => {
    this.become(agent, { kind: "stopped" });
    return Promise.resolve();
  };

  private constructor(memories: PolicyMemories) {
    this.memories = memories;
    this.scheduler = new PolicyScheduler({
      look: () => [...this.#situations.values()],
      limits: () => this.limits,
      memories,
      launch: (agent) => {
        this.did.push(`launch ${agent}`);
        return this.onLaunch(agent);
      },
      stop: (agent) => {
        this.did.push(`stop ${agent}`);
        return this.onStop(agent);
      },
      clock: this.clock,
      log: createJsonLog(() => undefined, Date.now),
    });
  }

  static async in(folder: string): Promise<FakeTeam> {
    return new FakeTeam(
      await PolicyMemories.open(
        folder,
        createJsonLog(() => undefined, Date.now),
      ),
    );
  }

  add(name: string, policy: Partial<AgentPolicy>): void {
    const agent = AgentId.parse(name);
    const at = this.clock.now();
    this.#situations.set(agent, situation({ agent, policy, inboxChangedAt: at }));
    this.scheduler.changed();
  }

  of(name: string): AgentSituation {
    const one = this.#situations.get(AgentId.parse(name));
    if (one === undefined) throw new Error(`there is no ${name}`);
    return one;
  }

  /** Changes what is looked at. */
  set(name: string, change: Partial<AgentSituation>): void {
    this.#situations.set(AgentId.parse(name), { ...this.of(name), ...change });
    this.scheduler.changed();
  }

  become(name: string, state: AgentState): void {
    const before = this.of(name).state;
    this.set(name, { state, activity: undefined });
    this.scheduler.stateChanged(AgentId.parse(name), before, state);
  }

  doing(name: string, kind: "starting" | "idle" | "busy" | "waiting"): void {
    this.set(name, { activity: { kind, since: this.clock.now() } });
  }

  addTask(name: string, id: string): void {
    const at = this.clock.now();
    this.setTasks(name, [...this.of(name).tasks, { id, at, isAnnounced: false }]);
  }

  tellAll(name: string): void {
    this.setTasks(
      name,
      this.of(name).tasks.map((task) => ({ ...task, isAnnounced: true })),
    );
  }

  setTasks(name: string, tasks: AgentSituation["tasks"]): void {
    this.set(name, { tasks, itemCount: tasks.length, inboxChangedAt: this.clock.now() });
  }

  /** As the hub does when a person stops an agent. */
  stopByPerson(name: string): void {
    this.scheduler.stoppedByPerson(AgentId.parse(name));
    if (isUp(this.of(name).state)) this.become(name, { kind: "stopped" });
  }

  crash(name: string): void {
    this.become(name, { kind: "exited", status: { code: 1, at: this.clock.now() } });
  }

  dispose(): void {
    this.scheduler.dispose();
  }
}

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), "quorum-policies-"));
}

export function removeDataFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
