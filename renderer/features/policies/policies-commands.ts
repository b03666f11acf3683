import type { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import type { AgentPolicy, LaunchLimits, PoliciesView } from "../../../shared/contract/policies.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { sendChange, type Change } from "../../connection/own-changes.ts";
import { withPolicy, type PoliciesStore } from "./policies-store.ts";

/** Changes what agents do by themselves. What is refused is as it was, and says why. */
export interface PoliciesCommands {
  readonly set: (agent: AgentId, policy: AgentPolicy) => Promise<void>;
  readonly setLimits: (limits: LaunchLimits) => Promise<void>;
  /** Forgets why the last change was not taken. */
  readonly begin: () => void;
}

export interface PoliciesCommandsDependencies {
  readonly store: PoliciesStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function policiesCommands({ store, client }: PoliciesCommandsDependencies): PoliciesCommands {
  const change = async (shown: Change<PoliciesView>, call: () => Promise<PoliciesView>): Promise<void> => {
    store.setState({ refusal: undefined });
    try {
      await sendChange(store, shown, call);
    } catch (error) {
      store.setState({ refusal: sentenceFor(error) });
    }
  };
  return {
    set: (agent, policy) =>
      change(
        (view) => withPolicy(view, agent, policy),
        () => client().policies.set({ agent, policy }),
      ),
    setLimits: (limits) =>
      change(
        (view) => ({ ...view, limits }),
        () => client().policies.setLimits(limits),
      ),
    begin: () => store.setState({ refusal: undefined }),
  };
}
