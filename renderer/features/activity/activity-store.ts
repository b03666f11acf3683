import { createStore, type StoreApi } from "zustand/vanilla";
import { withEntries } from "../../../shared/activity/with-entries.ts";
import type {
  ActivityChange,
  ActivityEntry,
  ActivityId,
  ActivityPage,
} from "../../../shared/contract/activity.ts";
import { NO_CHOICE, type FilterChoice } from "./filter/filter-choice.ts";

/** What came while somebody reads is kept up to this many; what is beyond is read again when it is shown. */
const MOST_HELD = 1000;
/** Whoever follows and does not read keeps this many; the older ones are loaded again when they are wanted. */
const MOST_FOLLOWED = 3000;
const LEFT_WHEN_CUT = 1000;

export interface ActivityState {
  readonly choice: FilterChoice;
  /** False until the hub has told what there is for this choice. */
  readonly isKnown: boolean;
  /** What is shown, the latest first. */
  readonly entries: readonly ActivityEntry[];
  /** What came while the person reads, and is not shown yet. */
  readonly held: readonly ActivityEntry[];
  /** Whether more came than is held. */
  readonly hasMoreHeld: boolean;
  /** Where older ones begin; absent where there are none. */
  readonly next: ActivityId | undefined;
  readonly isLoading: boolean;
  /** Why older ones could not be had. */
  readonly failure: string | undefined;
  /** Whether what comes would move what the person reads. */
  readonly isReading: boolean;
}

export type ActivityStore = StoreApi<ActivityState>;

export function noActivity(choice: FilterChoice = NO_CHOICE): ActivityState {
  return {
    choice,
    isKnown: false,
    entries: [],
    held: [],
    hasMoreHeld: false,
    next: undefined,
    isLoading: false,
    failure: undefined,
    isReading: false,
  };
}

/** What happened, as far as it was looked at. */
export function createActivityStore(): ActivityStore {
  return createStore<ActivityState>(() => noActivity());
}

/** Takes up what is told. A snapshot that goes on from what is known is news; any other replaces it. */
export function withChanges(state: ActivityState, changes: readonly ActivityChange[]): ActivityState {
  return changes.reduce(withChange, state);
}

function withChange(state: ActivityState, change: ActivityChange): ActivityState {
  if (change.kind === "added") return withNews(state, change.entries);
  const known = new Set([...state.entries, ...state.held].map(({ id }) => id));
  if (change.entries.some(({ id }) => known.has(id)))
    return withNews(
      { ...state, isKnown: true },
      change.entries.filter(({ id }) => !known.has(id)),
    );
  return {
    ...noActivity(state.choice),
    isKnown: true,
    entries: change.entries,
    next: change.next,
  };
}

function withNews(state: ActivityState, news: readonly ActivityEntry[]): ActivityState {
  if (news.length === 0) return state;
  if (!state.isReading) return cut({ ...state, entries: withEntries(state.entries, news) });
  const held = withEntries(state.held, news);
  return {
    ...state,
    held: held.slice(0, MOST_HELD),
    hasMoreHeld: state.hasMoreHeld || held.length > MOST_HELD,
  };
}

/** Somebody begins to read, or is back at the latest. */
export function withReading(state: ActivityState, isReading: boolean): ActivityState {
  if (isReading === state.isReading) return state;
  return isReading ? { ...state, isReading } : withHeldShown(state);
}

/** Shows what came meanwhile. */
export function withHeldShown(state: ActivityState): ActivityState {
  const { entries, held, hasMoreHeld } = state;
  const shown = { ...state, held: [], hasMoreHeld: false, isReading: false };
  // Between these and what was known some are missing: they are loaded as one scrolls.
  if (hasMoreHeld) return { ...shown, entries: held, next: held.at(-1)?.id };
  return cut({ ...shown, entries: withEntries(entries, held) });
}

function cut(state: ActivityState): ActivityState {
  if (state.entries.length <= MOST_FOLLOWED) return state;
  const entries = state.entries.slice(0, LEFT_WHEN_CUT);
  return { ...state, entries, next: entries.at(-1)?.id };
}

export function withLoading(state: ActivityState): ActivityState {
  return { ...state, isLoading: true, failure: undefined };
}

/** Older ones have come. */
export function withOlder(state: ActivityState, { entries, next }: ActivityPage): ActivityState {
  return { ...state, isLoading: false, entries: withEntries(state.entries, entries), next };
}

export function withoutOlder(state: ActivityState, failure: string): ActivityState {
  return { ...state, isLoading: false, failure };
}
