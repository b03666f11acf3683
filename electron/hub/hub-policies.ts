import type { AgentId } from "../../shared/contract/agents.ts";
import type { AgentPolicy, LaunchLimits, PoliciesView } from "../../shared/contract/policies.ts";

/** What the agents of a project do without being asked. */
export interface HubPolicies {
  /** All policies, and again all of them with every change; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<PoliciesView>;
  set(agent: AgentId, policy: AgentPolicy): Promise<PoliciesView>;
  setLimits(limits: LaunchLimits): Promise<PoliciesView>;
}
