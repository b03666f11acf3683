import { createStore, type StoreApi } from "zustand/vanilla";
import type { InboxChange, InboxItem } from "../../../../shared/contract/inbox.ts";
import { KINDS } from "./item-kinds.ts";

export interface InboxState {
  /** False until the first whole list: an empty one is not yet an empty inbox. */
  readonly isKnown: boolean;
  /** Tasks, messages, notifications, then the rest; the latest of each first. */
  readonly items: readonly InboxItem[];
  /** The parts of a list that is not whole yet. */
  readonly arriving: readonly InboxItem[];
  /** Grows when something has left: then the archive is another. */
  readonly departures: number;
}

export type InboxStore = StoreApi<InboxState>;

export function noItems(): InboxState {
  return { isKnown: false, items: [], arriving: [], departures: 0 };
}

/** The inbox that is open. */
export function createInboxStore(): InboxStore {
  return createStore<InboxState>(noItems);
}

/** Takes what came within a frame. */
export function withInboxChanges(state: InboxState, changes: readonly InboxChange[]): InboxState {
  let { isKnown, items, arriving, departures } = state;
  let fresh = new Map<string, InboxItem>();
  let gone = new Set<string>();
  const settle = (): void => {
    items = merged(items, fresh, gone);
    fresh = new Map();
    gone = new Set();
  };
  for (const change of changes) {
    if (change.kind === "changed") {
      for (const item of change.items) fresh.set(item.id, item);
      for (const id of change.removed) {
        fresh.delete(id);
        gone.add(id);
      }
      departures += change.removed.length;
      continue;
    }
    arriving = change.isFirst ? change.items : [...arriving, ...change.items];
    if (!change.isLast) continue;
    fresh = new Map();
    gone = new Set();
    items = arriving.toSorted(byUrgency);
    arriving = [];
    isKnown = true;
    departures += 1;
  }
  if (fresh.size > 0 || gone.size > 0) settle();
  return { isKnown, items, arriving, departures };
}

/** Two sorted runs, which sorting only has to merge. */
function merged(
  items: readonly InboxItem[],
  fresh: ReadonlyMap<string, InboxItem>,
  gone: ReadonlySet<string>,
): readonly InboxItem[] {
  const kept = items.filter(({ id }) => !fresh.has(id) && !gone.has(id));
  if (fresh.size === 0) return kept;
  return [...kept, ...[...fresh.values()].toSorted(byUrgency)].toSorted(byUrgency);
}

function byUrgency(one: InboxItem, other: InboxItem): number {
  const kinds = KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  if (kinds !== 0) return kinds;
  if (one.at !== other.at) return other.at - one.at;
  return one.id < other.id ? -1 : 1;
}
