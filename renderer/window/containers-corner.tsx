import type { AgentId } from "../../shared/contract/agents.ts";
import { ContainersSheet } from "../features/containers/containers-sheet.tsx";
import { withTab, type Tab } from "../features/tabs/tabs-store.ts";
import { copyText } from "../features/terminals/input/clipboard.ts";
import type { Quorum } from "../quorum.ts";
import { useReturnedFocus } from "../ui/use-returned-focus.ts";
import { useShortcuts } from "./use-shortcuts.ts";

export interface ContainersCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The containers when they are open, their keys, and the focus that they take and give back. */
export function ContainersCorner({ quorum, isConnected, isOpen, onOpen }: ContainersCornerProps) {
  const { agents, containers, tabs, terminals } = quorum;
  const giveFocusBack = useReturnedFocus(isOpen);

  const close = (): void => {
    onOpen(false);
    giveFocusBack();
  };
  useShortcuts(terminals.platform, ({ kind }) => {
    if (kind !== "containers") return false;
    if (isOpen) close();
    else onOpen(true);
    return true;
  });

  if (!isOpen) return null;
  const show = (kind: Tab["kind"], agent: AgentId): void => {
    onOpen(false);
    tabs.setState((state) => withTab(state, { kind, agent }), true);
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
