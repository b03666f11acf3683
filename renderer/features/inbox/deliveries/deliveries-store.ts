import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { DeliveriesChange, Delivery } from "../../../../shared/contract/deliveries.ts";

export interface DeliveriesState {
  /** Whose they are; absent while no agent is shown. */
  readonly agent?: AgentId | undefined;
  /** False until the first whole list. */
  readonly isKnown: boolean;
  /** By the item's name. */
  readonly byItem: ReadonlyMap<string, Delivery>;
  /** The parts of a list that is not whole yet. */
  readonly arriving: readonly Delivery[];
  /** Those that the person has put away from the strip over the terminal. */
  readonly dismissed: ReadonlySet<string>;
}

export type DeliveriesStore = StoreApi<DeliveriesState>;

export function noDeliveries(agent?: AgentId): DeliveriesState {
  return { agent, isKnown: false, byItem: new Map(), arriving: [], dismissed: new Set() };
}

/** What has become of the items in the inbox of the agent that is shown. */
export function createDeliveriesStore(): DeliveriesStore {
  return createStore<DeliveriesState>(() => noDeliveries());
}

/** Takes what came within a frame. */
export function withDeliveries(
  state: DeliveriesState,
  changes: readonly DeliveriesChange[],
): DeliveriesState {
  let { isKnown, arriving } = state;
  let byItem = new Map(state.byItem);
  for (const change of changes) {
    if (change.kind === "changed") {
      for (const name of change.removed) byItem.delete(name);
      for (const delivery of change.items) byItem.set(delivery.item, delivery);
      continue;
    }
    arriving = change.isFirst ? change.items : [...arriving, ...change.items];
    if (!change.isLast) continue;
    byItem = new Map(arriving.map((delivery) => [delivery.item, delivery]));
    arriving = [];
    isKnown = true;
  }
  return { ...state, isKnown, byItem, arriving };
}

/** What is put away stays so until its item is another. */
export function withDismissed(state: DeliveriesState): DeliveriesState {
  const keys = [...state.byItem.values()].filter(isOver).map(keyOf);
  return { ...state, dismissed: new Set([...state.dismissed, ...keys]) };
}

/** What tells an item from an earlier one of its name. */
export function keyOf({ item, file }: Delivery): string {
  return `${item} ${file}`;
}

function isOver({ notice }: Delivery): boolean {
  return notice.kind === "announced" || notice.kind === "uncertain";
}
