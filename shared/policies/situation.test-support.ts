import { AgentId, type AgentState } from "../contract/agents.ts";
import { AgentPolicy } from "../contract/policies.ts";
import type { AgentSituation, WaitingTask } from "./situation.ts";

/** The moment at which the tests take place; what they say happened before it. */
export const NOW = 1_770_000_000_000;
export const MINUTE = 60_000;

export const QA = AgentId.parse("qa");

export const STOPPED: AgentState = { kind: "stopped" };
export const RUNNING: AgentState = { kind: "running", since: NOW - 60 * MINUTE, pid: 42 };

/** Every state an agent can be in. */
export const STATES: readonly AgentState[] = [
  STOPPED,
  { kind: "starting", since: NOW - 1000 },
  RUNNING,
  { kind: "stopping", since: NOW - 1000 },
  { kind: "exited", status: { code: 0, at: NOW - MINUTE } },
  { kind: "failed", reason: "It did.", lastLines: [], at: NOW - MINUTE },
  { kind: "lost", since: NOW - MINUTE },
  { kind: "outdated", protocol: 7 },
];

export function task(id: string, isAnnounced = true, at = NOW - 5 * MINUTE): WaitingTask {
  return { id, at, isAnnounced };
}

/** An agent that is down, with an empty inbox and no policy, but for what is said of it. */
export function situation(
  said: Partial<Omit<AgentSituation, "policy">> & { readonly policy?: Partial<AgentPolicy> } = {},
): AgentSituation {
  const { policy, tasks = [], ...rest } = said;
  return {
    agent: QA,
    state: STOPPED,
    activity: undefined,
    itemCount: tasks.length,
    inboxChangedAt: NOW - 60 * MINUTE,
    hasNotices: false,
    typedAt: undefined,
    ...rest,
    tasks,
    policy: AgentPolicy.parse(policy ?? {}),
  };
}
