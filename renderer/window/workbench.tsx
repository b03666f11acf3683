import { useEffect, useRef, useState, type SetStateAction } from "react";
import { useStore } from "zustand";
import type { AgentAction } from "../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import { AgentList } from "../features/agents/agent-list.tsx";
import { AttentionSheet } from "../features/attention/attention-sheet.tsx";
import { ContainersWay } from "../features/containers/containers-way.tsx";
import { InboxBadge } from "../features/inbox/counts/inbox-badge.tsx";
import { InboxPane } from "../features/inbox/pane/inbox-pane.tsx";
import { PolicyButton } from "../features/policies/policy-button.tsx";
import { PolicyDialog } from "../features/policies/policy-dialog.tsx";
import { lineOutlook } from "../features/policies/policy-words.ts";
import { clampFontSize, DEFAULT_FONT_SIZE } from "../features/settings/font-size.ts";
import type { SettingsStore } from "../features/settings/settings-store.ts";
import { TabStrip } from "../features/tabs/tab-strip.tsx";
import {
  isSameTab,
  withNeighbour,
  withoutTab,
  withTab,
  withTabAt,
  type Tab,
} from "../features/tabs/tabs-store.ts";
import type { Shortcut } from "../features/terminals/input/key-map.ts";
import { EmptyPane } from "../features/terminals/pane/empty-pane.tsx";
import { NoPane } from "../features/terminals/pane/no-pane.tsx";
import { ShellPane } from "../features/terminals/pane/shell-pane.tsx";
import { TerminalPane } from "../features/terminals/pane/terminal-pane.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { ToolsButton } from "../features/tools/tools-button.tsx";
import { toolsTrouble } from "../features/tools/tools-words.ts";
import type { Quorum } from "../quorum.ts";
import { agentOfFocus, focusAgents, focusWork, isFocusLost } from "../ui/focus.ts";
import { closedAttention, openedAttention, type AttentionRequest } from "./attention-request.ts";
import { TerminalStrip } from "./terminal-strip.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import styles from "./workbench.module.css";

export interface WorkbenchProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  /** Grows each time that a project was opened from the first screen, whose field had the focus. */
  readonly openings: number;
  readonly attention: AttentionRequest;
  readonly onAttention: (change: SetStateAction<AttentionRequest>) => void;
  readonly onTools: (agent: AgentId) => void;
  readonly onContainers: () => void;
  readonly onView: (view: TerminalViewStore | undefined) => void;
}

/** A project at work: its agents on the left, their terminals beside them. */
export function Workbench(props: WorkbenchProps) {
  const { quorum, isConnected, openings, attention, onAttention, onTools, onContainers, onView } = props;
  const { tabs, agents, settings, terminals } = quorum;
  const { open, shown } = useStore(tabs);
  const byId = useStore(agents, (state) => state.byId);
  const fontSize = useStore(settings, () => fontSizeIn(settings));
  const [finding, setFinding] = useState<{ readonly agent: AgentId; readonly request: number }>();
  const [focusRequests, setFocusRequests] = useState(0);
  const [returns, setReturns] = useState(0);
  const [policiesOf, setPoliciesOf] = useState<AgentId>();
  const policies = useStore(quorum.policies.store);
  const tools = useStore(quorum.tools.store);
  const agent = shown === undefined ? undefined : byId.get(shown.agent);
  const terminal = shown?.kind === "terminal" ? agent : undefined;
  /** What had the focus when the inbox was opened, and gets it back. */
  const opener = useRef<Element | null>(null);

  const hasAgents = byId.size > 0;
  useEffect(() => {
    if (openings > 0 && hasAgents && isFocusLost()) focusAgents();
  }, [openings, hasAgents]);
  // A terminal takes the focus by itself; this is for when there is none.
  useEffect(() => {
    if (focusRequests > 0 && isFocusLost()) focusWork();
  }, [focusRequests]);

  useEffect(() => {
    const before = opener.current;
    if (returns > 0 && before instanceof HTMLElement && before.isConnected) before.focus();
  }, [returns]);

  const show = (tab: Tab): void => {
    tabs.setState((state) => withTab(state, tab), true);
    setFocusRequests((count) => count + 1);
  };
  const showTerminal = (id: AgentId): void => show({ kind: "terminal", agent: id });
  const showInbox = (id: AgentId): void => {
    if (shown?.kind !== "inbox") opener.current = document.activeElement;
    show({ kind: "inbox", agent: id });
  };
  const close = (tab: Tab): void => {
    tabs.setState((state) => withoutTab(state, tab), true);
    setFocusRequests((count) => count + 1);
  };
  const leaveInbox = (id: AgentId): void => {
    close({ kind: "inbox", agent: id });
    setReturns((count) => count + 1);
  };
  const act = (id: AgentId, action: AgentAction): Promise<void> => {
    if (action === "start" || action === "restart") showTerminal(id);
    return quorum.act(id, action);
  };

  /** What had the focus when the list of what waits was opened. */
  const attentionOpener = useRef<Element | null>(null);
  const openAttention = (entry?: string): void => {
    if (!attention.isOpen) attentionOpener.current = document.activeElement;
    onAttention((request) => openedAttention(request, entry));
  };
  const closeAttention = (): void => {
    onAttention(closedAttention);
    const before = attentionOpener.current;
    attentionOpener.current = null;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else focusWork();
  };
  const leaveAttention = (): void => onAttention(closedAttention);

  useShortcuts(terminals.platform, (shortcut: Shortcut) => {
    switch (shortcut.kind) {
      case "find":
        if (terminal?.hasTerminal === true) {
          setFinding((last) => ({ agent: terminal.id, request: (last?.request ?? 0) + 1 }));
        }
        return terminal !== undefined;
      case "agents":
        focusAgents();
        return true;
      case "inbox": {
        const focused = [...byId.keys()].find((id) => id === agentOfFocus());
        const id = focused ?? agent?.id ?? byId.keys().next().value;
        if (id !== undefined) showInbox(id);
        return id !== undefined;
      }
      case "attention": {
        const isThere = document.activeElement?.closest('[role="dialog"]') !== null;
        if (attention.isOpen && isThere) closeAttention();
        else openAttention();
        return true;
      }
      case "font":
        quorum.changeSettings({ terminalFontSize: changedFontSize(fontSizeIn(settings), shortcut.change) });
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
        <AgentList
          agents={agents}
          shown={shown?.agent}
          isConnected={isConnected}
          renderBadge={(id) => <InboxBadge agent={id} counts={quorum.inbox.counts} onOpen={showInbox} />}
          outlookOf={(id, now) => {
            const known = byId.get(id);
            const trouble = toolsTrouble(tools, id);
            return trouble === undefined ? known && lineOutlook(policies, known, now) : { words: trouble };
          }}
          renderMore={(id) => (
            <>
              <ToolsButton agent={id} onOpen={onTools} />
              <PolicyButton agent={id} onOpen={setPoliciesOf} />
            </>
          )}
          onOpen={showTerminal}
          onAct={act}
        />
      </aside>
      <main className={styles.main}>
        {open.length > 0 && (
          <TabStrip
            open={open}
            shown={shown}
            agents={byId}
            isMac={terminals.platform === "mac"}
            onShow={show}
            onClose={close}
            onStep={(step) => tabs.setState((state) => withNeighbour(state, step), true)}
          />
        )}
        {agent === undefined ? (
          <NoPane hasAgents={hasAgents} platform={terminals.platform} />
        ) : shown?.kind === "shell" ? null : terminal === undefined ? (
          <InboxPane
            agent={agent.id}
            inbox={quorum.inbox}
            isConnected={isConnected}
            focusRequests={focusRequests}
            onClose={() => leaveInbox(agent.id)}
          />
        ) : terminal.hasTerminal ? (
          <TerminalPane
            agent={terminal}
            setting={terminals}
            fontSize={fontSize}
            isConnected={isConnected}
            focusRequests={focusRequests}
            findRequest={finding?.agent === terminal.id ? finding.request : undefined}
            strip={
              <TerminalStrip
                key={terminal.id}
                agent={terminal}
                attention={quorum.attention.store}
                commands={quorum.attention.commands}
                deliveries={quorum.inbox.deliveries}
                isConnected={isConnected}
                onInbox={() => showInbox(terminal.id)}
                onDetails={openAttention}
              />
            }
            onCloseFind={() => setFinding(undefined)}
            onView={onView}
            onAct={act}
          />
        ) : (
          <EmptyPane
            key={terminal.id}
            agent={terminal}
            isConnected={isConnected}
            ways={<ContainersWay agent={terminal} store={quorum.containers.store} onOpen={onContainers} />}
            onAct={act}
          />
        )}
        {open.flatMap((tab) =>
          tab.kind === "shell" ? (
            <ShellPane
              key={tab.agent}
              agent={tab.agent}
              isShown={isSameTab(tab, shown)}
              setting={terminals}
              fontSize={fontSize}
              isConnected={isConnected}
              focusRequests={focusRequests}
              onView={onView}
              onClose={() => close(tab)}
            />
          ) : (
            []
          ),
        )}
      </main>
      {attention.isOpen && (
        <AttentionSheet
          store={quorum.attention.store}
          commands={quorum.attention.commands}
          agents={agents}
          isConnected={isConnected}
          focusRequests={attention.count}
          focusOn={attention.entry}
          ways={{
            onTerminal: (id) => {
              leaveAttention();
              showTerminal(id);
            },
            onInbox: (id) => {
              leaveAttention();
              showInbox(id);
            },
            onStart: (id) => {
              leaveAttention();
              void act(id, "start");
            },
            onTools,
            onRecreate: (id) => void quorum.containers.commands.recreate(id),
          }}
          onClose={closeAttention}
        />
      )}
      {policiesOf !== undefined && (
        <PolicyDialog
          agent={policiesOf}
          store={quorum.policies.store}
          commands={quorum.policies.commands}
          isConnected={isConnected}
          onClose={() => setPoliciesOf(undefined)}
        />
      )}
    </>
  );
}

/** As it is now, also where a key comes before the last one was drawn. */
function fontSizeIn(settings: SettingsStore): number {
  return settings.getState().known?.terminalFontSize ?? DEFAULT_FONT_SIZE;
}

function changedFontSize(fontSize: number, change: "larger" | "smaller" | "reset"): number {
  if (change === "reset") return DEFAULT_FONT_SIZE;
  return clampFontSize(fontSize + (change === "larger" ? 1 : -1));
}
