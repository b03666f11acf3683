import { useEffect, useLayoutEffect, useRef } from "react";
import type { AgentId } from "../../shared/contract/agents.ts";
import { ToolsSheet } from "../features/tools/tools-sheet.tsx";
import type { Quorum } from "../quorum.ts";
import { focusWork, isFocusLost } from "../ui/focus.ts";

export interface ToolsCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  /** Whose tools are shown; absent, none are. */
  readonly agent: AgentId | undefined;
  readonly onClose: () => void;
}

/** The tools of an agent when they are open, and the focus that they take and give back. */
export function ToolsCorner({ quorum, isConnected, agent, onClose }: ToolsCornerProps) {
  /** What had the focus when the sheet was opened, and gets it back. */
  const opener = useRef<Element | null>(null);
  const isOpen = agent !== undefined;
  // Before the sheet takes the focus.
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen && opener.current !== null && isFocusLost()) focusWork();
  }, [isOpen]);
  if (agent === undefined) return null;
  return (
    <ToolsSheet
      agent={agent}
      store={quorum.tools.store}
      commands={quorum.tools.commands}
      isConnected={isConnected}
      onClose={() => {
        onClose();
        const before = opener.current;
        if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      }}
    />
  );
}
