import { createStore, type StoreApi } from "zustand/vanilla";
import type { Flow } from "../../../shared/contract/desk.ts";

export interface FlowState {
  /** Absent until the hub has told. */
  readonly known?: Flow | undefined;
}

export type FlowStore = StoreApi<FlowState>;

export function noFlow(): FlowState {
  return {};
}

/** The figures of the open project's audit trail. */
export function createFlowStore(): FlowStore {
  return createStore<FlowState>(noFlow);
}
