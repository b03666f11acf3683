import { createStore, type StoreApi } from "zustand/vanilla";
import type { Check, Checks } from "../../../shared/contract/checks.ts";

export interface ChecksState {
  /** Absent until the hub has looked. */
  readonly known?: Checks | undefined;
  readonly isLooking: boolean;
  /** The check that something is done about. */
  readonly mending?: Check["id"] | undefined;
  /** Why it could not be looked, or something was not mended. */
  readonly refusal?: string | undefined;
}

export type ChecksStore = StoreApi<ChecksState>;

export function noChecks(): ChecksState {
  return { isLooking: false };
}

/** How all stands that the work with agents depends on. */
export function createChecksStore(): ChecksStore {
  return createStore<ChecksState>(noChecks);
}

/** What has to be mended. */
export function problemsOf({ known }: ChecksState): readonly Check[] {
  return known?.checks.filter(({ state }) => state === "problem") ?? [];
}
