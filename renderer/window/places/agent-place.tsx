import type { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPage } from "../../features/agents/agent-page.tsx";
import type { PlaceProps } from "./place-props.ts";

export interface AgentPlaceProps extends PlaceProps {
  readonly agent: AgentId;
}

/** An agent's page, and the ways from it. */
export function AgentPlace({ agent }: AgentPlaceProps) {
  return <AgentPage agent={agent} />;
}
