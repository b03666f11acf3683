import { isUp } from "../contract/agent-actions.ts";
import type { AgentId } from "../contract/agents.ts";
import type { LaunchLimits, PolicyOutlook } from "../contract/policies.ts";
import { launchWish } from "./launch-wish.ts";
import { NO_MEMORY, type AgentMemory } from "./policy-memory.ts";
import type { AgentSituation } from "./situation.ts";
import { stopWish } from "./stop-wish.ts";

/** An agent that has not come up by then may be waiting for a person: the next one's turn has come. */
const STARTING_MS = 30_000;

/** Something to be done now. */
export interface PolicyAction {
  readonly kind: "launch" | "stop";
  readonly agent: AgentId;
  /** A sentence for the person. */
  readonly reason: string;
}

/** What is to be done, what is about to be, and when to decide again if nothing happens before. */
export interface PolicyDecision {
  readonly actions: readonly PolicyAction[];
  readonly outlooks: ReadonlyMap<AgentId, PolicyOutlook>;
  readonly nextAt: number | undefined;
}

export interface DecideInput {
  readonly situations: readonly AgentSituation[];
  readonly memories: ReadonlyMap<AgentId, AgentMemory>;
  /** Whom a person wants launched, and since when. */
  readonly requests: ReadonlyMap<AgentId, number>;
  readonly limits: LaunchLimits;
  readonly now: number;
}

interface Candidate {
  readonly agent: AgentId;
  readonly isAsked: boolean;
  readonly since: number;
  readonly reason: string;
}

/** Decides about all agents together, since they share the limits. */
export function decide({ situations, memories, requests, limits, now }: DecideInput): PolicyDecision {
  const actions: PolicyAction[] = [];
  const outlooks = new Map<AgentId, PolicyOutlook>();
  const times: number[] = [];
  const candidates: Candidate[] = [];
  for (const situation of situations) {
    const { agent } = situation;
    if (isUp(situation.state)) {
      const wish = stopWish(situation);
      if (wish === undefined) continue;
      if (now >= wish.at) actions.push({ kind: "stop", agent, reason: wish.reason });
      else {
        outlooks.set(agent, { kind: "stops", ...wish });
        times.push(wish.at);
      }
      continue;
    }
    const askedAt = requests.get(agent);
    if (askedAt !== undefined) {
      candidates.push({ agent, isAsked: true, since: askedAt, reason: "A person launched it." });
      continue;
    }
    const wish = launchWish(situation, memories.get(agent) ?? NO_MEMORY, now);
    if (wish.kind === "launch") candidates.push({ ...wish, agent, isAsked: false });
    if (wish.kind === "rest") outlooks.set(agent, { kind: "rests", reason: wish.reason });
    if (wish.kind === "later") {
      outlooks.set(agent, { kind: "launches", at: wish.at, reason: wish.reason });
      times.push(wish.at);
    }
  }
  let running = situations.filter(({ state }) => isUp(state)).length;
  const startingUntil = situations.flatMap((situation) => startsUntil(situation, now) ?? []);
  let starting = startingUntil.length;
  for (const { agent, reason } of candidates.toSorted(inTurn)) {
    if (running >= limits.running) {
      outlooks.set(agent, { kind: "queued", reason: runningLimit(limits.running) });
    } else if (starting >= limits.starting) {
      outlooks.set(agent, { kind: "queued", reason: "Agents are launched one after another." });
      times.push(...startingUntil);
    } else {
      actions.push({ kind: "launch", agent, reason });
      running += 1;
      starting += 1;
    }
  }
  return { actions, outlooks, nextAt: times.length === 0 ? undefined : Math.min(...times) };
}

/** Persons first; then whoever has waited longest. */
function inTurn(one: Candidate, other: Candidate): number {
  return Number(other.isAsked) - Number(one.isAsked) || one.since - other.since;
}

/** Until when an agent counts as coming up; nothing for one that does not. */
function startsUntil({ state, activity }: AgentSituation, now: number): number | undefined {
  if (state.kind !== "starting" && !(state.kind === "running" && activity?.kind === "starting"))
    return undefined;
  const until = state.since + STARTING_MS;
  return now < until ? until : undefined;
}

function runningLimit(limit: number): string {
  return `No more than ${limit} agents may run at once. It is launched when one has stopped, or more may run.`;
}
