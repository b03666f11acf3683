import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../shared/contract/agents.ts";
import { agentOf, hasTab, HOME, isSamePlace, type Place, type TabPlace } from "./place.ts";

export interface PlacesState {
  /** The tabs, in the order of the strip. There is one inbox at most. */
  readonly open: readonly TabPlace[];
  /** The place that is seen. */
  readonly shown: Place;
  /** Where the person was before, the latest last. */
  readonly back: readonly Place[];
  /** Where they came back from, the latest last. */
  readonly forward: readonly Place[];
  /** Grows each time that a place was gone to by keys, and should have the focus. */
  readonly arrivals: number;
}

export type PlacesStore = StoreApi<PlacesState>;

/** Nobody goes back further than this. */
const LONGEST_HISTORY = 50;

export function createPlacesStore(): PlacesStore {
  return createStore<PlacesState>(() => placesAt([], HOME));
}

/** The places of a project that was just opened: nobody has been anywhere yet. */
export function placesAt(open: readonly TabPlace[], shown: Place): PlacesState {
  return { open, shown, back: [], forward: [], arrivals: 0 };
}

/** The agent whose inbox is open, whether it is seen or not. */
export function agentOfInbox({ open }: Pick<PlacesState, "open">): AgentId | undefined {
  const inbox = open.find(({ kind }) => kind === "inbox");
  return inbox && agentOf(inbox);
}

/** Goes to a place. One with a tab gets it at the end, if it is not open; an inbox takes that of the one that is. */
export function withPlace(state: PlacesState, place: Place): PlacesState {
  const open = hasTab(place) ? withTab(state.open, place) : state.open;
  if (isSamePlace(place, state.shown)) return { ...state, open, shown: place };
  const back = [...state.back, state.shown].slice(-LONGEST_HISTORY);
  return { ...state, open, shown: place, back, forward: [] };
}

/** Goes somewhere by keys: the place that comes should have the focus. */
export function withArrival(state: PlacesState, change: (state: PlacesState) => PlacesState): PlacesState {
  return { ...change(state), arrivals: state.arrivals + 1 };
}

/** Opens a tab behind what is seen. */
export function withTabBehind(state: PlacesState, place: TabPlace): PlacesState {
  return { ...state, open: withTab(state.open, place) };
}

/** Goes to where the person was before; a tab that was closed since is opened again. */
export function withBack(state: PlacesState): PlacesState {
  const at = state.back.findLastIndex((place) => canReturnTo(state, place));
  const place = state.back[at];
  if (place === undefined) return state;
  return {
    ...state,
    open: hasTab(place) ? withTab(state.open, place) : state.open,
    shown: place,
    back: state.back.slice(0, at),
    forward: [...state.forward, state.shown],
  };
}

/** Goes to where the person came back from. */
export function withForward(state: PlacesState): PlacesState {
  const at = state.forward.findLastIndex((place) => canReturnTo(state, place));
  const place = state.forward[at];
  if (place === undefined) return state;
  return {
    ...state,
    open: hasTab(place) ? withTab(state.open, place) : state.open,
    shown: place,
    back: [...state.back, state.shown],
    forward: state.forward.slice(0, at),
  };
}

/** Whether there is somewhere to go back to, or forward to. */
export function canGo(state: PlacesState, way: "back" | "forward"): boolean {
  return state[way].some((place) => canReturnTo(state, place));
}

/**
 * Closes a tab. After a terminal its right neighbour is seen, or else its left one; what was looked at for a while leads
 * back to where the person was before. The agent itself goes on.
 */
export function withoutTab(state: PlacesState, place: TabPlace): PlacesState {
  const at = state.open.findIndex((other) => isSamePlace(other, place));
  if (at === -1) return state;
  const open = state.open.toSpliced(at, 1);
  if (!isSamePlace(state.shown, place)) return { ...state, open };
  const neighbour = open[at] ?? open[at - 1] ?? HOME;
  if (place.kind === "terminal" || place.kind === "shell") return { ...state, open, shown: neighbour };
  const before = state.back.findLastIndex(
    (other) => !isSamePlace(other, place) && (!hasTab(other) || isOpen(open, other)),
  );
  return {
    ...state,
    open,
    shown: state.back[before] ?? neighbour,
    back: before === -1 ? [] : state.back.slice(0, before),
  };
}

/** Shows the tab at a place of the strip; where there is none nothing changes. */
export function withTabAt(state: PlacesState, at: number): PlacesState {
  const tab = state.open[at];
  return tab === undefined ? state : withPlace(state, tab);
}

/** Walks along the tabs, around the ends; from a place without a tab to the first or the last. */
export function withNeighbour(state: PlacesState, step: 1 | -1): PlacesState {
  const { open, shown } = state;
  if (open.length === 0) return state;
  const at = open.findIndex((tab) => isSamePlace(tab, shown));
  const next = at === -1 ? (step === 1 ? 0 : -1) : at + step;
  return withTabAt(state, (next + open.length) % open.length);
}

/** Drops the places of agents that the project no longer has. */
export function withKnownAgents(state: PlacesState, known: ReadonlySet<AgentId>): PlacesState {
  const isKnown = (place: Place): boolean => {
    const agent = agentOf(place);
    return agent === undefined || known.has(agent);
  };
  if ([...state.open, ...state.back, ...state.forward, state.shown].every(isKnown)) return state;
  const left = state.open.filter((place) => !isKnown(place)).reduce(withoutTab, state);
  return {
    ...left,
    shown: isKnown(left.shown) ? left.shown : HOME,
    back: left.back.filter(isKnown),
    forward: left.forward.filter(isKnown),
  };
}

function withTab(open: readonly TabPlace[], place: TabPlace): readonly TabPlace[] {
  const at = open.findIndex(
    (other) => isSamePlace(other, place) || (other.kind === "inbox" && place.kind === "inbox"),
  );
  return at === -1 ? [...open, place] : open.with(at, place);
}

function isOpen(open: readonly TabPlace[], place: Place): boolean {
  return open.some((other) => isSamePlace(other, place));
}

/** A shell that was closed is over: to go back to it would start another one. */
function canReturnTo({ open, shown }: PlacesState, place: Place): boolean {
  return !isSamePlace(place, shown) && (place.kind !== "shell" || isOpen(open, place));
}
