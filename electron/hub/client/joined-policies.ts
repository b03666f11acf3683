import type { HubClient } from "../../../shared/contract/contract.ts";
import type { HubPolicies } from "../hub-policies.ts";
import { asked } from "./asked.ts";
import { joinedWhole } from "./joined-whole.ts";

/** The policies of a project whose hub another program runs. */
export function joinedPolicies(client: HubClient): HubPolicies {
  return {
    changes: (signal) => joinedWhole(() => client.policies.changes(), signal),
    set: (agent, policy) => asked(client.policies.set({ agent, policy })),
    setLimits: (limits) => asked(client.policies.setLimits(limits)),
  };
}
