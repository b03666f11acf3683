import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../shared/contract/agents.ts";

/** What a tab shows: the terminal of an agent, its inbox, or a shell in its container. */
export interface Tab {
  readonly kind: "terminal" | "inbox" | "shell";
  readonly agent: AgentId;
}

export interface TabsState {
  /** In the order of the strip. There is one inbox at most. */
  readonly open: readonly Tab[];
  /** The one that is seen. */
  readonly shown?: Tab | undefined;
  /** What was seen when the inbox was opened, and is seen again when it is closed. */
  readonly behindInbox?: Tab | undefined;
}

export type TabsStore = StoreApi<TabsState>;

export function createTabsStore(): TabsStore {
  return createStore<TabsState>(() => ({ open: [] }));
}

export function isSameTab(one: Tab | undefined, other: Tab | undefined): boolean {
  return one?.kind === other?.kind && one?.agent === other?.agent;
}

/** The agent whose inbox is open, whether it is seen or not. */
export function agentOfInbox(state: TabsState): AgentId | undefined {
  return state.open.find(({ kind }) => kind === "inbox")?.agent;
}

/** Shows a tab: where it is, or as a new one at the end. An inbox takes the place of the one that is open. */
export function withTab(state: TabsState, tab: Tab): TabsState {
  const place = state.open.findIndex((other) => isSameTab(other, tab) || isInbox(other, tab));
  const open = place === -1 ? [...state.open, tab] : state.open.with(place, tab);
  const { shown, behindInbox } = state;
  const isFromElsewhere = tab.kind === "inbox" && shown?.kind !== "inbox";
  return { open, shown: tab, behindInbox: isFromElsewhere ? shown : behindInbox };
}

/** Closes a tab; its right neighbour is seen next, or else its left one. The agent itself goes on. */
export function withoutTab(state: TabsState, tab: Tab): TabsState {
  const place = state.open.findIndex((other) => isSameTab(other, tab));
  if (place === -1) return state;
  const open = state.open.toSpliced(place, 1);
  if (!isSameTab(state.shown, tab)) return { ...state, open };
  const behind = tab.kind === "inbox" ? state.behindInbox : undefined;
  const isBehindOpen = open.some((other) => isSameTab(other, behind));
  return { open, shown: isBehindOpen ? behind : (open[place] ?? open[place - 1]) };
}

/** Shows the tab at a place; a place that has none changes nothing. */
export function withTabAt(state: TabsState, place: number): TabsState {
  const tab = state.open[place];
  return tab === undefined ? state : withTab(state, tab);
}

/** Walks along the tabs, around the ends. */
export function withNeighbour(state: TabsState, step: 1 | -1): TabsState {
  const { open, shown } = state;
  if (shown === undefined || open.length === 0) return state;
  const place = open.findIndex((tab) => isSameTab(tab, shown));
  return withTabAt(state, (place + step + open.length) % open.length);
}

/** Drops the tabs of agents that the project no longer has. */
export function withKnownTabs(state: TabsState, known: ReadonlySet<AgentId>): TabsState {
  return state.open.filter(({ agent }) => !known.has(agent)).reduce(withoutTab, state);
}

function isInbox(one: Tab, other: Tab): boolean {
  return one.kind === "inbox" && other.kind === "inbox";
}
