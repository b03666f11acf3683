import { useEffect, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import { useActionWays } from "../actions/use-actions.ts";
import type { PerformAgentAction } from "../ui/agents/agent-commands.ts";
import { ContainersWay } from "../features/containers/containers-way.tsx";
import { agentTone } from "../ui/agents/agent-state-text.ts";
import { EmptyPane } from "../features/terminals/pane/empty-pane.tsx";
import { TerminalPane } from "../features/terminals/pane/terminal-pane.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { SplitPanes } from "../features/terminals/splits/split-panes.tsx";
import {
  besideIn,
  MOST_IN_SPLIT,
  splitOf,
  withBeside,
  withLineAt,
  withoutAgent,
} from "../features/terminals/splits/splits-store.ts";
import { withPlace, withTabBehind } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { SplitButton } from "./split-button.tsx";
import { TerminalStrip } from "./terminal-strip.tsx";

export interface TerminalAreaProps {
  readonly quorum: Quorum;
  /** Whose terminal has the focus. */
  readonly agent: Agent;
  readonly fontSize: number;
  readonly isConnected: boolean;
  readonly focusRequests: number;
  readonly finding: { readonly agent: AgentId; readonly request: number } | undefined;
  readonly onCloseFind: () => void;
  readonly onView: (view: TerminalViewStore | undefined) => void;
  readonly onInbox: (agent: AgentId) => void;
  readonly onDetails: (permission: string) => void;
  readonly onContainers: () => void;
  readonly onAct: PerformAgentAction;
}

/** The terminal of an agent, alone or with those beside it. */
export function TerminalArea(props: TerminalAreaProps) {
  const { quorum, agent, onView } = props;
  const { actions, agents, places, splits } = quorum;
  const split = useStore(splits, (state) => splitOf(state, agent.id));
  const byId = useStore(agents, (state) => state.byId);
  // The panes of a split each have a view of their own; the status bar tells of the one with the focus.
  const [views] = useState(paneViews);
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (split === undefined) return undefined;
    onView(views.get(agent.id));
    return () => onView(undefined);
  }, [split, agent.id, views, seen, onView]);

  const others = [...byId.keys()].filter((id) => split?.agents.includes(id) !== true && id !== agent.id);
  const activate = (id: AgentId): void =>
    places.setState((state) => ({ ...state, shown: { kind: "terminal", agent: id } }), true);
  const putBeside = (added: AgentId): void => {
    places.setState((state) => withTabBehind(state, { kind: "terminal", agent: added }), true);
    splits.setState((state) => withBeside(state, agent.id, added), true);
    activate(added);
  };
  const takeOut = (id: AgentId): void => {
    const left = besideIn(splits.getState(), id, 1);
    splits.setState((state) => withoutAgent(state, id), true);
    if (id === agent.id) activate(left);
  };
  const step = (by: 1 | -1) => ({
    whyNot: () => (split === undefined ? "No terminals stand side by side." : undefined),
    run: () => activate(besideIn(splits.getState(), agent.id, by)),
  });
  const whyNotSplit =
    split?.agents.length === MOST_IN_SPLIT
      ? "Four terminals stand side by side already."
      : others.length === 0
        ? "There is no other agent."
        : undefined;
  useActionWays(actions, {
    "terminal.split": {
      whyNot: () => whyNotSplit,
      run: () => {
        const added = nextOf(others, places.getState().open, byId);
        if (added !== undefined) putBeside(added);
      },
    },
    "terminal.unsplit": {
      whyNot: () => (split === undefined ? "It stands alone." : undefined),
      run: () => {
        splits.setState((state) => withoutAgent(state, agent.id), true);
        places.setState((state) => withPlace(state, { kind: "terminal", agent: agent.id }), true);
      },
    },
    "terminal.next": step(1),
    "terminal.previous": step(-1),
  });
  const tools = (
    <SplitButton
      others={others}
      whyNot={whyNotSplit}
      keys={actions.keysText("terminal.split")}
      onBeside={putBeside}
      onAlone={split === undefined ? undefined : () => actions.run("terminal.unsplit")}
    />
  );
  if (split === undefined)
    return <OneTerminal {...props} key="alone" isActive tools={tools} onView={onView} />;
  return (
    <SplitPanes
      split={split}
      active={agent.id}
      renderPane={(id) => {
        const own = byId.get(id);
        if (own === undefined) return null;
        return (
          <OneTerminal
            {...props}
            agent={own}
            isActive={id === agent.id}
            tools={id === agent.id ? tools : null}
            onView={views.setterOf(id, () => setSeen((count) => count + 1))}
          />
        );
      }}
      renderMark={(id) => {
        const own = byId.get(id);
        return own === undefined ? null : <StateDot tone={agentTone(own)} />;
      }}
      onActivate={activate}
      onLeave={takeOut}
      onMoveLine={(way, line, place) =>
        splits.setState((state) => withLineAt(state, agent.id, way, line, place), true)
      }
    />
  );
}

interface OneTerminalProps extends TerminalAreaProps {
  readonly isActive: boolean;
  readonly tools: ReactNode;
}

function OneTerminal(props: OneTerminalProps) {
  const { quorum, agent, isConnected, isActive, tools, finding, onInbox, onDetails } = props;
  if (!agent.hasTerminal)
    return (
      <EmptyPane
        key={agent.id}
        agent={agent}
        isConnected={isConnected}
        ways={<ContainersWay agent={agent} store={quorum.containers.store} onOpen={props.onContainers} />}
        onAct={props.onAct}
      />
    );
  return (
    <TerminalPane
      agent={agent}
      setting={quorum.terminals}
      fontSize={props.fontSize}
      isConnected={isConnected}
      isActive={isActive}
      focusRequests={props.focusRequests}
      findRequest={finding?.agent === agent.id ? finding.request : undefined}
      strip={
        <TerminalStrip
          key={agent.id}
          agent={agent}
          attention={quorum.attention.store}
          commands={quorum.attention.commands}
          deliveries={quorum.inbox.deliveries}
          isConnected={isConnected}
          tools={tools}
          onInbox={() => onInbox(agent.id)}
          onDetails={onDetails}
        />
      }
      onCloseFind={props.onCloseFind}
      onView={props.onView}
      onAct={props.onAct}
    />
  );
}

/** Who comes beside without being named: whose tab is open, or else who has a terminal, or anybody. */
function nextOf(
  others: readonly AgentId[],
  open: readonly { readonly kind: string; readonly agent?: AgentId }[],
  byId: ReadonlyMap<AgentId, Agent>,
): AgentId | undefined {
  const isOpen = (id: AgentId): boolean =>
    open.some(({ kind, agent }) => kind === "terminal" && agent === id);
  return others.find(isOpen) ?? others.find((id) => byId.get(id)?.hasTerminal === true) ?? others[0];
}

interface PaneViews {
  readonly get: (agent: AgentId) => TerminalViewStore | undefined;
  /** The same function for the same agent each time: a pane begins anew with another one. */
  readonly setterOf: (agent: AgentId, onSet: () => void) => (view: TerminalViewStore | undefined) => void;
}

function paneViews(): PaneViews {
  const views = new Map<AgentId, TerminalViewStore | undefined>();
  const setters = new Map<AgentId, (view: TerminalViewStore | undefined) => void>();
  return {
    get: (agent) => views.get(agent),
    setterOf: (agent, onSet) => {
      const known = setters.get(agent);
      if (known !== undefined) return known;
      const setter = (view: TerminalViewStore | undefined): void => {
        views.set(agent, view);
        onSet();
      };
      setters.set(agent, setter);
      return setter;
    },
  };
}
