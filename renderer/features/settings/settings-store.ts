import { createStore, type StoreApi } from "zustand/vanilla";
import type { Settings } from "../../../shared/contract/settings.ts";

export interface KnownSettings {
  /** Absent until the hub has told them. */
  readonly known?: Settings;
}

export type SettingsStore = StoreApi<KnownSettings>;

/** One person's settings, as the hub keeps them. */
export function createSettingsStore(): SettingsStore {
  return createStore<KnownSettings>(() => ({}));
}
