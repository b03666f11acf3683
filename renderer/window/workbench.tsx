import { useEffect, useRef, useState, type SetStateAction } from "react";
import { useStore } from "zustand";
import type { AgentAction } from "../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import { AgentList } from "../features/agents/agent-list.tsx";
import { AttentionSheet } from "../features/attention/attention-sheet.tsx";
import { InboxBadge } from "../features/inbox/counts/inbox-badge.tsx";
import { InboxPane } from "../features/inbox/pane/inbox-pane.tsx";
import { PolicyButton } from "../features/policies/policy-button.tsx";
import { PolicyDialog } from "../features/policies/policy-dialog.tsx";
import { lineOutlook } from "../features/policies/policy-words.ts";
import { DEFAULT_FONT_SIZE } from "../features/settings/font-size.ts";
import type { SettingsStore } from "../features/settings/settings-store.ts";
import { TabStrip } from "../features/tabs/tab-strip.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { ToolsButton } from "../features/tools/tools-button.tsx";
import { toolsTrouble } from "../features/tools/tools-words.ts";
import { isActionId } from "../actions/action-list.ts";
import { agentOf, isSamePlace, type Place, type TabPlace } from "../places/place.ts";
import { withNeighbour, withoutTab, withPlace } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { focusAgents, focusWork, isFocusLost, returnFocus } from "../ui/focus.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { withAttention, type SideSheet } from "./side-sheet.ts";
import { CreateCorner } from "./create-corner.tsx";
import { DocumentsCount } from "./documents-count.tsx";
import { InboxesCount } from "./inboxes-count.tsx";
import { useInboxWays } from "./inbox-ways.tsx";
import { LoadedShell, LoadedTerminalArea } from "./loaded-terminals.tsx";
import { isLoadedPlace, PlaceView } from "./place-view.tsx";
import { PlacesNav } from "./places-nav.tsx";
import { useWorkbenchActions } from "./use-workbench-actions.ts";
import styles from "./workbench.module.css";

export interface WorkbenchProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  /** Grows each time that a project was opened from the first screen, whose field had the focus. */
  readonly openings: number;
  readonly side: SideSheet | undefined;
  readonly onSide: (change: SetStateAction<SideSheet | undefined>) => void;
  readonly onView: (view: TerminalViewStore | undefined) => void;
}

/** A project at work: its agents on the left, their terminals beside them. */
export function Workbench(props: WorkbenchProps) {
  const { quorum, isConnected, openings, side, onSide, onView } = props;
  const { places, actions, agents, settings, terminals } = quorum;
  const { open, shown, arrivals } = useStore(places);
  const [claim] = useState(() => claimingOnce(arrivals));
  const byId = useStore(agents, (state) => state.byId);
  const fontSize = useStore(settings, () => fontSizeIn(settings));
  const [finding, setFinding] = useState<{ readonly agent: AgentId; readonly request: number }>();
  const [focusRequests, setFocusRequests] = useState(0);
  const [returns, setReturns] = useState(0);
  const [policiesOf, setPoliciesOf] = useState<AgentId>();
  const policies = useStore(quorum.policies.store);
  const tools = useStore(quorum.tools.store);
  useStore(actions.keyMap);
  const shownAgent = agentOf(shown);
  const agent = shownAgent && byId.get(shownAgent);
  const terminal = shown.kind === "terminal" ? agent : undefined;
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

  // The places that are loaded take it by themselves, as soon as they are there.
  const isLoaded = isLoadedPlace(shown);
  useEffect(() => {
    if (!isLoaded && claim(arrivals) && isFocusLost()) focusWork();
  }, [arrivals, isLoaded, claim]);

  useEffect(() => {
    const before = opener.current;
    if (returns > 0 && before instanceof HTMLElement && before.isConnected) before.focus();
  }, [returns]);

  const show = (place: Place): void => {
    places.setState((state) => withPlace(state, place), true);
    setFocusRequests((count) => count + 1);
  };
  const ways = useInboxWays(quorum);
  const showTools = (id: AgentId): void => onSide({ kind: "tools", agent: id });
  const showTerminal = (id: AgentId): void => show({ kind: "terminal", agent: id });
  const showInbox = (id: AgentId): void => {
    if (shown.kind !== "inbox") opener.current = document.activeElement;
    show({ kind: "inbox", agent: id });
  };
  const close = (tab: TabPlace): void => {
    places.setState((state) => withoutTab(state, tab), true);
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
    if (side?.kind !== "attention") attentionOpener.current = document.activeElement;
    onSide((before) => withAttention(before, entry));
  };
  const leaveAttention = (): void => onSide(undefined);
  const closeAttention = (): void => {
    leaveAttention();
    returnFocus(attentionOpener.current);
    attentionOpener.current = null;
  };
  useWorkbenchActions({
    quorum,
    terminal,
    meantAgent: agent,
    onFind: (id) => setFinding((last) => ({ agent: id, request: (last?.request ?? 0) + 1 })),
    onInbox: showInbox,
    onAct: (id, action) => void act(id, action),
    onPolicy: setPoliciesOf,
    onTools: showTools,
    onClose: close,
    onAttention: () => {
      const isThere = document.activeElement?.closest('[role="dialog"]') !== null;
      if (side?.kind === "attention" && isThere) closeAttention();
      else openAttention();
    },
  });

  return (
    <>
      <aside className={styles.side}>
        <PlacesNav
          shown={shown}
          counts={{
            documents: <DocumentsCount documents={quorum.documents.store} />,
            inboxes: <InboxesCount counts={quorum.inbox.counts} />,
          }}
          keysOf={(action) => actions.keysText(action)}
          onOpen={show}
        />
        <AgentList
          agents={agents}
          shown={shownAgent}
          isConnected={isConnected}
          renderBadge={(id) => <InboxBadge agent={id} counts={quorum.inbox.counts} onOpen={showInbox} />}
          outlookOf={(id, now) => {
            const known = byId.get(id);
            const trouble = toolsTrouble(tools, id);
            return trouble === undefined ? known && lineOutlook(policies, known, now) : { words: trouble };
          }}
          renderMore={(id) => (
            <>
              <IconButton
                icon="agent"
                label={`Page of ${id}`}
                onPress={() => show({ kind: "agent", agent: id })}
              />
              <ToolsButton agent={id} onOpen={showTools} />
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
            keysOf={(at) => {
              const action = `tab.${String(at + 1)}`;
              return isActionId(action) ? actions.keysText(action) : undefined;
            }}
            onShow={show}
            onClose={close}
            onStep={(step) => places.setState((state) => withNeighbour(state, step), true)}
          />
        )}
        {isLoadedPlace(shown) ? (
          <PlaceView
            place={shown}
            quorum={quorum}
            isConnected={isConnected}
            arrivals={arrivals}
            claim={claim}
            onOpen={show}
          />
        ) : agent === undefined || shown.kind === "shell" ? null : terminal === undefined ? (
          <InboxPane
            agent={agent.id}
            inbox={quorum.inbox}
            ways={ways}
            actions={actions}
            isConnected={isConnected}
            focusRequests={focusRequests}
            onClose={() => leaveInbox(agent.id)}
          />
        ) : (
          <LoadedTerminalArea
            quorum={quorum}
            agent={terminal}
            fontSize={fontSize}
            isConnected={isConnected}
            focusRequests={focusRequests}
            finding={finding}
            onCloseFind={() => setFinding(undefined)}
            onView={onView}
            onInbox={showInbox}
            onDetails={openAttention}
            onContainers={() => onSide({ kind: "containers" })}
            onAct={act}
          />
        )}
        {open.flatMap((tab) =>
          tab.kind === "shell" ? (
            <LoadedShell
              key={tab.agent}
              agent={tab.agent}
              isShown={isSamePlace(tab, shown)}
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
      {side?.kind === "attention" && (
        <AttentionSheet
          store={quorum.attention.store}
          commands={quorum.attention.commands}
          agents={agents}
          isConnected={isConnected}
          focusRequests={side.count}
          focusOn={side.entry}
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
            onTools: showTools,
            onRecreate: (id) => void quorum.containers.commands.recreate(id),
          }}
          onClose={closeAttention}
        />
      )}
      <CreateCorner quorum={quorum} isConnected={isConnected} />
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

/** Tells of each number once that it is another than the last one. */
function claimingOnce(first: number): (next: number) => boolean {
  let last = first;
  return (next) => {
    const isNew = next !== last;
    last = next;
    return isNew;
  };
}

/** As it is now, also where a key comes before the last one was drawn. */
function fontSizeIn(settings: SettingsStore): number {
  return settings.getState().known?.terminalFontSize ?? DEFAULT_FONT_SIZE;
}
