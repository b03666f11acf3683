import { createStore, type StoreApi } from "zustand/vanilla";
import type { Settings, SettingsUpdate } from "../../../shared/contract/settings.ts";

export interface KnownSettings {
  /** As the person sees them: what the hub told, with the changes that are on their way to it. Absent until it has told. */
  readonly known?: Settings;
  readonly told?: Settings;
  readonly changes: readonly SettingsUpdate[];
}

export type SettingsStore = StoreApi<KnownSettings>;

/** One person's settings, as the hub keeps them. */
export function createSettingsStore(): SettingsStore {
  return createStore<KnownSettings>(() => ({ changes: [] }));
}

/** What the hub tells does not undo the changes that it has not heard of yet. */
export function withTold({ changes }: KnownSettings, told: Settings): KnownSettings {
  return { known: Object.assign({}, told, ...changes), told, changes };
}

/** A change is seen at once, before the hub answers. */
export function withChange(state: KnownSettings, change: SettingsUpdate): KnownSettings {
  return applied({ ...state, changes: [...state.changes, change] });
}

/** A change that was answered, whether it was taken or not. */
export function withoutChange(state: KnownSettings, change: SettingsUpdate): KnownSettings {
  return applied({ ...state, changes: state.changes.filter((other) => other !== change) });
}

function applied(state: KnownSettings): KnownSettings {
  return state.told === undefined ? state : withTold(state, state.told);
}
