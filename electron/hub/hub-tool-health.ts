import type { AgentId } from "../../shared/contract/agents.ts";
import type { AgentTools, ToolsView } from "../../shared/contract/tools.ts";

/** How the tools of a project's agents are, and what is called. */
export interface HubToolHealth {
  /** All that is known, and again all of it with every change; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<ToolsView>;
  /** Tries an agent's servers in its session, and resolves with what came of it. */
  check(agent: AgentId): Promise<AgentTools>;
}
