import type { AgentId } from "../../shared/contract/agents.ts";
import { ToolsSheet } from "../features/tools/tools-sheet.tsx";
import type { Quorum } from "../quorum.ts";
import { useReturnedFocus } from "../ui/use-returned-focus.ts";

export interface ToolsCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  /** Whose tools are shown; absent, none are. */
  readonly agent: AgentId | undefined;
  readonly onClose: () => void;
}

/** The tools of an agent when they are open, and the focus that they take and give back. */
export function ToolsCorner({ quorum, isConnected, agent, onClose }: ToolsCornerProps) {
  const giveFocusBack = useReturnedFocus(agent !== undefined);
  if (agent === undefined) return null;
  return (
    <ToolsSheet
      agent={agent}
      store={quorum.tools.store}
      commands={quorum.tools.commands}
      isConnected={isConnected}
      onClose={() => {
        onClose();
        giveFocusBack();
      }}
    />
  );
}
