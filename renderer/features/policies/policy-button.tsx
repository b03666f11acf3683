import type { AgentId } from "../../../shared/contract/agents.ts";
import { IconButton } from "../../ui/icon-button.tsx";

export interface PolicyButtonProps {
  readonly agent: AgentId;
  readonly onOpen: (agent: AgentId) => void;
}

/** The way to when an agent starts and stops by itself. */
export function PolicyButton({ agent, onOpen }: PolicyButtonProps) {
  return <IconButton icon="clock" label={`Starts and stops of ${agent}`} onPress={() => onOpen(agent)} />;
}
