import type { News } from "../../../shared/contract/news.ts";
import type { NewsState } from "./news-store.ts";

/** What a new state of the news has that the one before had not. */
export interface Arrivals {
  /** Came while this window was there to tell of it. */
  readonly fresh: readonly News[];
  /** Came while no window was there, and nobody was told. */
  readonly missed: readonly News[];
}

/** A first snapshot brings what happened before this window was open; whatever comes later is fresh, also over a lost connection. */
export function arrivalsIn(before: NewsState, state: NewsState): Arrivals {
  if (!state.isKnown) return { fresh: [], missed: [] };
  const untold = [...state.byId.values()].filter(
    ({ id, toast }) => toast === undefined && !before.byId.has(id),
  );
  return before.isKnown ? { fresh: untold, missed: [] } : { fresh: [], missed: untold };
}
