import { createStore, type StoreApi } from "zustand/vanilla";
import type { Waits } from "../../../shared/contract/desk.ts";

export interface WaitsState {
  /** Absent until the hub has told. */
  readonly known?: Waits | undefined;
}

export type WaitsStore = StoreApi<WaitsState>;

export function noWaits(): WaitsState {
  return {};
}

/** Who waits for whom in the open project. */
export function createWaitsStore(): WaitsStore {
  return createStore<WaitsState>(noWaits);
}
