import type { AgentAction } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";

export interface AgentCommandsDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly report: (sentence: string) => void;
}

/** Does what a person asks of an agent; a refusal is reported, never thrown. */
export type PerformAgentAction = (agent: AgentId, action: AgentAction) => Promise<void>;

export function agentCommands({ client, report }: AgentCommandsDependencies): PerformAgentAction {
  return async (agent, action) => {
    try {
      await call(client(), agent, action);
    } catch (error) {
      report(`${agent}: ${sentenceFor(error)}`);
    }
  };
}

async function call(client: HubClient, agent: AgentId, action: AgentAction): Promise<void> {
  switch (action) {
    case "start":
      await client.agents.start({ agent });
      return;
    case "stop":
      await client.agents.stop({ agent });
      return;
    case "stop-now":
      await client.agents.stop({ agent, now: true });
      return;
    case "kill":
      await client.agents.stop({ agent, force: true });
      return;
    case "restart":
      await client.agents.restart({ agent });
  }
}
