import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { Changeable } from "../../connection/own-changes.ts";
import { AgentPolicy, type PoliciesView } from "../../../shared/contract/policies.ts";

export type PoliciesState = Changeable<PoliciesView>;

export type PoliciesStore = StoreApi<PoliciesState>;

export function noPolicies(): PoliciesState {
  return { changes: [] };
}

/** What the agents of the open project do without being asked. */
export function createPoliciesStore(): PoliciesStore {
  return createStore<PoliciesState>(noPolicies);
}

const DOES_NOTHING = AgentPolicy.parse({});

/** An agent that has no policy does nothing by itself. */
export function policyOf({ known }: Pick<PoliciesState, "known">, agent: AgentId): AgentPolicy {
  return known?.agents[agent] ?? DOES_NOTHING;
}

export function withPolicy(view: PoliciesView, agent: AgentId, policy: AgentPolicy): PoliciesView {
  return { ...view, agents: { ...view.agents, [agent]: policy } };
}
