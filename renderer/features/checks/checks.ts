import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { createChecksStore, noChecks, type ChecksStore } from "./checks-store.ts";

/** What a person does about the set-up. What goes wrong is said where it was asked for. */
export interface ChecksCommands {
  /** Looks again. */
  readonly look: () => Promise<void>;
  readonly addIgnoreRules: () => Promise<void>;
}

export interface ChecksFeature {
  readonly store: ChecksStore;
  readonly commands: ChecksCommands;
}

export interface ChecksDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

/** What the window knows of the set-up, and what it can ask for. */
export function createChecks({ client }: ChecksDependencies): ChecksFeature {
  const store = createChecksStore();
  const look = async (): Promise<void> => {
    if (store.getState().isLooking) return;
    store.setState({ isLooking: true });
    try {
      const known = await client().checks.look();
      store.setState({ ...noChecks(), known }, true);
    } catch (error) {
      store.setState({ isLooking: false, refusal: sentenceFor(error) });
    }
  };
  return {
    store,
    commands: {
      look,
      addIgnoreRules: async () => {
        if (store.getState().mending !== undefined) return;
        store.setState({ mending: "ignore-rules", refusal: undefined });
        try {
          await client().containers.addIgnoreRules();
        } catch (error) {
          store.setState({ mending: undefined, refusal: sentenceFor(error) });
          return;
        }
        store.setState({ mending: undefined });
        await look();
      },
    },
  };
}
