import { useState } from "react";
import { useStore } from "zustand";
import type { AgentAction } from "../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import { AgentList } from "../features/agents/agent-list.tsx";
import { clampFontSize, DEFAULT_FONT_SIZE } from "../features/settings/font-size.ts";
import type { Shortcut } from "../features/terminals/input/key-map.ts";
import { EmptyPane } from "../features/terminals/pane/empty-pane.tsx";
import { NoPane } from "../features/terminals/pane/no-pane.tsx";
import { TerminalPane } from "../features/terminals/pane/terminal-pane.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { TabStrip } from "../features/terminals/tabs/tab-strip.tsx";
import { withNeighbour, withoutTab, withTab, withTabAt } from "../features/terminals/tabs/tabs-store.ts";
import type { Quorum } from "../quorum.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import styles from "./workbench.module.css";

export interface WorkbenchProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  readonly onView: (view: TerminalViewStore | undefined) => void;
}

/** A project at work: its agents on the left, their terminals beside them. */
export function Workbench({ quorum, isConnected, onView }: WorkbenchProps) {
  const { tabs, agents, settings, terminals } = quorum;
  const { open, shown } = useStore(tabs);
  const byId = useStore(agents, (state) => state.byId);
  const fontSize = useStore(settings, (state) => state.known?.terminalFontSize ?? DEFAULT_FONT_SIZE);
  const [findingIn, setFindingIn] = useState<AgentId>();
  const [focusRequests, setFocusRequests] = useState(0);
  const agent = shown === undefined ? undefined : byId.get(shown);

  const show = (id: AgentId): void => {
    tabs.setState((state) => withTab(state, id), true);
    setFocusRequests((count) => count + 1);
  };
  const act = (id: AgentId, action: AgentAction): Promise<void> => {
    if (action === "start" || action === "restart") show(id);
    return quorum.act(id, action);
  };

  useShortcuts(terminals.platform, (shortcut: Shortcut) => {
    switch (shortcut.kind) {
      case "find":
        setFindingIn(shown);
        return shown !== undefined;
      case "agents":
        focusAgents();
        return true;
      case "font":
        quorum.changeSettings({ terminalFontSize: changedFontSize(fontSize, shortcut.change) });
        return true;
      case "neighbour":
        tabs.setState((state) => withNeighbour(state, shortcut.step), true);
        return true;
      case "tab":
        tabs.setState((state) => withTabAt(state, shortcut.place), true);
        return true;
      default:
        return false;
    }
  });

  return (
    <>
      <aside className={styles.side}>
        <AgentList agents={agents} shown={shown} isConnected={isConnected} onOpen={show} onAct={act} />
      </aside>
      <main className={styles.main}>
        {open.length > 0 && (
          <TabStrip
            open={open}
            shown={shown}
            agents={byId}
            onShow={show}
            onClose={(id) => tabs.setState((state) => withoutTab(state, id), true)}
            onStep={(step) => tabs.setState((state) => withNeighbour(state, step), true)}
          />
        )}
        {agent === undefined ? (
          <NoPane hasAgents={byId.size > 0} platform={terminals.platform} />
        ) : agent.hasTerminal ? (
          <TerminalPane
            agent={agent}
            setting={terminals}
            fontSize={fontSize}
            isConnected={isConnected}
            focusRequests={focusRequests}
            isFinding={findingIn === agent.id}
            onCloseFind={() => setFindingIn(undefined)}
            onView={onView}
            onAct={act}
          />
        ) : (
          <EmptyPane key={agent.id} agent={agent} isConnected={isConnected} onAct={act} />
        )}
      </main>
    </>
  );
}

function changedFontSize(fontSize: number, change: "larger" | "smaller" | "reset"): number {
  if (change === "reset") return DEFAULT_FONT_SIZE;
  return clampFontSize(fontSize + (change === "larger" ? 1 : -1));
}

function focusAgents(): void {
  const rows = document.querySelector<HTMLElement>("[data-agent-row][aria-current]");
  (rows ?? document.querySelector<HTMLElement>("[data-agent-row]"))?.focus();
}
