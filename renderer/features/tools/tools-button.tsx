import type { AgentId } from "../../../shared/contract/agents.ts";
import { IconButton } from "../../ui/icon-button.tsx";

export interface ToolsButtonProps {
  readonly agent: AgentId;
  readonly onOpen: (agent: AgentId) => void;
}

/** The way to the tools of an agent. */
export function ToolsButton({ agent, onOpen }: ToolsButtonProps) {
  return <IconButton icon="tools" label={`Tools of ${agent}`} onPress={() => onOpen(agent)} />;
}
