import type { AgentId } from "../../shared/contract/agents.ts";
import { ContainersSheet } from "../features/containers/containers-sheet.tsx";
import { copyText } from "../features/terminals/input/clipboard.ts";
import { withPlace } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { useReturnedFocus } from "../ui/use-returned-focus.ts";

export interface ContainersCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The containers when they are open, and the focus that they take and give back. */
export function ContainersCorner({ quorum, isConnected, isOpen, onClose }: ContainersCornerProps) {
  const { agents, containers, places } = quorum;
  const giveFocusBack = useReturnedFocus(isOpen);

  const close = (): void => {
    onClose();
    giveFocusBack();
  };
  if (!isOpen) return null;
  const show = (kind: "terminal" | "shell", agent: AgentId): void => {
    onClose();
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
