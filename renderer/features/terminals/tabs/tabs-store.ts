import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../../shared/contract/agents.ts";

export interface TabsState {
  /** The agents whose terminals are open, in the order of their tabs. */
  readonly open: readonly AgentId[];
  /** The one that is seen. */
  readonly shown?: AgentId | undefined;
}

export type TabsStore = StoreApi<TabsState>;

export function createTabsStore(): TabsStore {
  return createStore<TabsState>(() => ({ open: [] }));
}

/** Shows an agent's terminal, in the tab that it has or in a new one at the end. */
export function withTab(state: TabsState, agent: AgentId): TabsState {
  return { open: state.open.includes(agent) ? state.open : [...state.open, agent], shown: agent };
}

/** Closes a tab; its right neighbour is seen next, or else its left one. The agent itself goes on. */
export function withoutTab(state: TabsState, agent: AgentId): TabsState {
  const place = state.open.indexOf(agent);
  if (place === -1) return state;
  const open = state.open.toSpliced(place, 1);
  return { open, shown: state.shown === agent ? (open[place] ?? open[place - 1]) : state.shown };
}

/** Shows the tab at a place; a place that has none changes nothing. */
export function withTabAt(state: TabsState, place: number): TabsState {
  const agent = state.open[place];
  return agent === undefined ? state : { ...state, shown: agent };
}

/** Walks along the tabs, around the ends. */
export function withNeighbour(state: TabsState, step: 1 | -1): TabsState {
  const { open, shown } = state;
  if (shown === undefined || open.length === 0) return state;
  return withTabAt(state, (open.indexOf(shown) + step + open.length) % open.length);
}

/** Drops the tabs of agents that the project no longer has. */
export function withKnownTabs(state: TabsState, known: ReadonlySet<AgentId>): TabsState {
  return state.open.filter((agent) => !known.has(agent)).reduce(withoutTab, state);
}
