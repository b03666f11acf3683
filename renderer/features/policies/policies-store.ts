import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy, type PoliciesView } from "../../../shared/contract/policies.ts";

export interface PoliciesState {
  /** Absent until the hub has told. */
  readonly known?: PoliciesView | undefined;
  /** Why the last change was not taken; it is said where the change was made. */
  readonly refusal?: string | undefined;
}

export type PoliciesStore = StoreApi<PoliciesState>;

export function noPolicies(): PoliciesState {
  return {};
}

/** What the agents of the open project do without being asked. */
export function createPoliciesStore(): PoliciesStore {
  return createStore<PoliciesState>(noPolicies);
}

const DOES_NOTHING = AgentPolicy.parse({});

/** An agent that has no policy does nothing by itself. */
export function policyOf({ known }: PoliciesState, agent: AgentId): AgentPolicy {
  return known?.agents[agent] ?? DOES_NOTHING;
}

/** A change is seen at once; what the hub tells afterwards is what holds. */
export function withPolicy(state: PoliciesState, agent: AgentId, policy: AgentPolicy): PoliciesState {
  if (state.known === undefined) return state;
  return { known: { ...state.known, agents: { ...state.known.agents, [agent]: policy } } };
}

export function withLimits(state: PoliciesState, limits: PoliciesView["limits"]): PoliciesState {
  if (state.known === undefined) return state;
  return { known: { ...state.known, limits } };
}
