import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxCounts, InboxCountsChange } from "../../../../shared/contract/inbox.ts";

export interface InboxCountsState {
  /** Whether the hub has said how much there is: it may be nothing at all. */
  readonly isKnown: boolean;
  readonly byAgent: ReadonlyMap<AgentId, InboxCounts>;
}

export type InboxCountsStore = StoreApi<InboxCountsState>;

export function noCounts(): InboxCountsState {
  return { isKnown: false, byAgent: new Map() };
}

/** How many items wait in each inbox. */
export function createInboxCountsStore(): InboxCountsStore {
  return createStore<InboxCountsState>(noCounts);
}

/** A snapshot replaces all; a change replaces one agent's. */
export function withCountsChanges(
  state: InboxCountsState,
  changes: readonly InboxCountsChange[],
): InboxCountsState {
  let byAgent = new Map(state.byAgent);
  for (const change of changes) {
    if (change.kind === "snapshot") byAgent = new Map(countsIn(change.counts));
    else byAgent.set(change.agent, change.counts);
  }
  return { isKnown: true, byAgent };
}

function countsIn(counts: Readonly<Record<AgentId, InboxCounts>>): [AgentId, InboxCounts][] {
  // The keys of a record are strings to the compiler, whatever they were parsed as.
  return Object.entries(counts) as [AgentId, InboxCounts][];
}
