import { useEffect, useLayoutEffect, useRef } from "react";
import type { AgentId } from "../../shared/contract/agents.ts";
import { ContainersSheet } from "../features/containers/containers-sheet.tsx";
import { copyText } from "../features/terminals/input/clipboard.ts";
import { withPlace } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { focusWork, isFocusLost } from "../ui/focus.ts";

export interface ContainersCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The containers when they are open, and the focus that they take and give back. */
export function ContainersCorner({ quorum, isConnected, isOpen, onOpen }: ContainersCornerProps) {
  const { agents, containers, places } = quorum;
  /** What had the focus when the sheet was opened, and gets it back. */
  const opener = useRef<Element | null>(null);
  // Before the sheet takes the focus.
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen && opener.current !== null && isFocusLost()) focusWork();
  }, [isOpen]);

  const close = (): void => {
    onOpen(false);
    const before = opener.current;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
  };
  if (!isOpen) return null;
  const show = (kind: "terminal" | "shell", agent: AgentId): void => {
    onOpen(false);
    places.setState((state) => withPlace(state, { kind, agent }), true);
  };
  return (
    <ContainersSheet
      containers={containers}
      agents={agents}
      isConnected={isConnected}
      ways={{
        onTerminal: (agent) => show("terminal", agent),
        onShell: (agent) => show("shell", agent),
      }}
      onCopy={copyText}
      onClose={close}
    />
  );
}
