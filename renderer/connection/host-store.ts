import { createStore, type StoreApi } from "zustand/vanilla";
import type { HostState } from "../../shared/contract/host.ts";

export interface KnownHost {
  /** Absent until the hub has told it. */
  readonly known?: HostState;
}

export type HostStore = StoreApi<KnownHost>;

/** What is known of the host and its project. */
export function createHostStore(): HostStore {
  return createStore<KnownHost>(() => ({}));
}
