import { createStore, type StoreApi } from "zustand/vanilla";
import type { Settings } from "../../../shared/contract/settings.ts";
import type { Changeable } from "../../connection/own-changes.ts";

export type KnownSettings = Changeable<Settings>;

export type SettingsStore = StoreApi<KnownSettings>;

/** One person's settings, as the hub keeps them. */
export function createSettingsStore(): SettingsStore {
  return createStore<KnownSettings>(() => ({ changes: [] }));
}
