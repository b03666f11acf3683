import { actionsFor, type AgentAction } from "../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import { useActionWays } from "../actions/use-actions.ts";
import { startable } from "../features/agents/grid/start-all.ts";
import { clampFontSize, DEFAULT_FONT_SIZE } from "../features/settings/font-size.ts";
import { hasTab, type TabPlace, type ViewKind } from "../places/place.ts";
import { canGo, withBack, withForward, withNeighbour, withTabAt } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { agentOfFocus, focusAgents } from "../ui/focus.ts";
import { arriveAt, arriveBy } from "./arrive.ts";

export interface WorkbenchWays {
  readonly quorum: Quorum;
  /** The agent whose terminal is seen. */
  readonly terminal: Agent | undefined;
  /** The agent whose place is seen. */
  readonly meantAgent: Agent | undefined;
  readonly onFind: (agent: AgentId) => void;
  readonly onInbox: (agent: AgentId) => void;
  readonly onAct: (agent: AgentId, action: AgentAction) => void;
  readonly onPolicy: (agent: AgentId) => void;
  readonly onTools: (agent: AgentId) => void;
  readonly onClose: (tab: TabPlace) => void;
  /** Opens what waits for the person, or closes it. */
  readonly onAttention: () => void;
}

/** How the actions of a project at work are done. */
export function useWorkbenchActions(ways: WorkbenchWays): void {
  const { quorum, terminal, meantAgent, onFind, onInbox, onAct, onPolicy, onTools, onClose, onAttention } =
    ways;
  const { actions, agents, places, settings } = quorum;
  const view = (kind: ViewKind) => ({ run: () => arriveAt(places, { kind }) });
  const tabAt = (at: number) => ({
    whyNot: () => (places.getState().open[at] === undefined ? "There is no such tab." : undefined),
    run: () => places.setState((state) => withTabAt(state, at), true),
  });
  const neighbour = (step: 1 | -1) => ({
    whyNot: () => (places.getState().open.length === 0 ? "No tab is open." : undefined),
    run: () => places.setState((state) => withNeighbour(state, step), true),
  });
  const resize = (change: "larger" | "smaller" | "reset") => ({
    run: () =>
      quorum.changeSettings({
        terminalFontSize: changed(settings.getState().known?.terminalFontSize, change),
      }),
  });
  const noAgents = (): string | undefined =>
    agents.getState().byId.size === 0 ? "The project has no agents." : undefined;
  /** The agent that is meant: whose row has the focus, whose place is seen, or else the first. */
  const meant = (): Agent | undefined => {
    const { byId } = agents.getState();
    const focused = [...byId.values()].find(({ id }) => id === agentOfFocus());
    return focused ?? (meantAgent && byId.get(meantAgent.id)) ?? [...byId.values()][0];
  };
  const withMeant = (work: (id: AgentId) => void): void => {
    const agent = meant();
    if (agent !== undefined) work(agent.id);
  };
  const acting = (action: AgentAction) => ({
    whyNot: () => {
      const agent = meant();
      if (agent === undefined) return noAgents();
      return actionsFor(agent.state).includes(action) ? undefined : notNow(action, agent.id);
    },
    run: () => withMeant((id) => onAct(id, action)),
  });
  useActionWays(actions, {
    "go.dashboard": view("dashboard"),
    "go.documents": view("documents"),
    "go.waits": view("waits"),
    "go.inboxes": view("inboxes"),
    "go.activity": view("activity"),
    "go.agents": view("agents"),
    "go.back": {
      whyNot: () => (canGo(places.getState(), "back") ? undefined : "You have been nowhere else."),
      run: () => arriveBy(places, withBack),
    },
    "go.forward": {
      whyNot: () => (canGo(places.getState(), "forward") ? undefined : "You have not gone back."),
      run: () => arriveBy(places, withForward),
    },
    "agents.list": {
      whyNot: noAgents,
      run: () => void focusAgents(),
    },
    "agents.start": {
      whyNot: () => {
        const team = [...agents.getState().byId.values()];
        return startable(team).length === 0 ? (noAgents() ?? "All agents are up.") : undefined;
      },
      run: () => {
        arriveAt(places, { kind: "agents" });
        quorum.startAll.start([...agents.getState().byId.values()]);
      },
    },
    "agent.inbox": { whyNot: noAgents, run: () => withMeant(onInbox) },
    "agent.page": {
      whyNot: noAgents,
      run: () => withMeant((id) => arriveAt(places, { kind: "agent", agent: id })),
    },
    "agent.start": acting("start"),
    "agent.stop": acting("stop"),
    "agent.restart": acting("restart"),
    "agent.policy": { whyNot: noAgents, run: () => withMeant(onPolicy) },
    "agent.tools": { whyNot: noAgents, run: () => withMeant(onTools) },
    "attention.toggle": { run: onAttention },
    "tab.next": neighbour(1),
    "tab.previous": neighbour(-1),
    "tab.close": {
      whyNot: () => (hasTab(places.getState().shown) ? undefined : "This place has no tab."),
      run: () => {
        const { shown } = places.getState();
        if (hasTab(shown)) onClose(shown);
      },
    },
    "tab.1": tabAt(0),
    "tab.2": tabAt(1),
    "tab.3": tabAt(2),
    "tab.4": tabAt(3),
    "tab.5": tabAt(4),
    "tab.6": tabAt(5),
    "tab.7": tabAt(6),
    "tab.8": tabAt(7),
    "tab.9": tabAt(8),
    "terminal.find": {
      whyNot: () => (terminal?.hasTerminal === true ? undefined : "No terminal is shown."),
      run: () => {
        if (terminal !== undefined) onFind(terminal.id);
      },
    },
    "font.larger": resize("larger"),
    "font.smaller": resize("smaller"),
    "font.reset": resize("reset"),
  });
}

/** From the size as it is now, also where a key comes before the last one was drawn. */
function changed(fontSize = DEFAULT_FONT_SIZE, change: "larger" | "smaller" | "reset"): number {
  if (change === "reset") return DEFAULT_FONT_SIZE;
  return clampFontSize(fontSize + (change === "larger" ? 1 : -1));
}

function notNow(action: AgentAction, agent: AgentId): string {
  return action === "start" ? `${agent} is up.` : `${agent} is not running.`;
}
