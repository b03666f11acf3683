import type { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import type { AgentPolicy, LaunchLimits, PoliciesView } from "../../../shared/contract/policies.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { withLimits, withPolicy, type PoliciesState, type PoliciesStore } from "./policies-store.ts";

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
  let changes = 0;
  const change = async (
    shown: (state: PoliciesState) => PoliciesState,
    call: () => Promise<PoliciesView>,
  ): Promise<void> => {
    changes += 1;
    const own = changes;
    const before = store.getState().known;
    store.setState(shown, true);
    const mine = store.getState().known;
    try {
      const known = await call();
      if (own === changes) store.setState({ known, refusal: undefined }, true);
    } catch (error) {
      const { known } = store.getState();
      // What the hub has told meanwhile is newer than what was there before.
      store.setState({ known: known === mine ? before : known, refusal: sentenceFor(error) }, true);
    }
  };
  return {
    set: (agent, policy) =>
      change(
        (state) => withPolicy(state, agent, policy),
        () => client().policies.set({ agent, policy }),
      ),
    setLimits: (limits) =>
      change(
        (state) => withLimits(state, limits),
        () => client().policies.setLimits(limits),
      ),
    begin: () => store.setState((state) => ({ known: state.known }), true),
  };
}
