import type { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { withAnswered, withAsked, type ToolsStore } from "./tools-store.ts";

/** What a person does about tools. What goes wrong is said where it was asked for. */
export interface ToolsCommands {
  /** Has an agent's tools tried again. */
  readonly check: (agent: AgentId) => Promise<void>;
}

export interface ToolsCommandsDependencies {
  readonly store: ToolsStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function toolsCommands({ store, client }: ToolsCommandsDependencies): ToolsCommands {
  return {
    check: async (agent) => {
      if (store.getState().asked.has(agent)) return;
      store.setState((state) => withAsked(state, agent), true);
      let refusal: string | undefined;
      try {
        await client().tools.check({ agent });
      } catch (error) {
        refusal = sentenceFor(error);
      }
      store.setState((state) => withAnswered(state, agent, refusal), true);
    },
  };
}
