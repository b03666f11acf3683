import type { SearchResult } from "../../../../shared/contract/qms-search.ts";

/** What the desk's thread is given when it starts. */
export interface DeskSetup {
  /** The project's folder. */
  readonly root: string;
}

export type ToDesk =
  | { readonly kind: "search"; readonly id: number; readonly query: string; readonly limit: number }
  /** Nobody waits for that search any more. */
  | { readonly kind: "cancel"; readonly id: number }
  /** From now on the figures of the audit trail are wanted, and again after changes. */
  | { readonly kind: "follow-flow" }
  /** Files of these documents changed, or are gone. */
  | { readonly kind: "changed"; readonly ids: readonly string[] };

export type FromDesk =
  | { readonly kind: "found"; readonly id: number; readonly result: SearchResult }
  /** The figures, as JSON: it is written and read faster so than as a value that is cloned. */
  | { readonly kind: "flow"; readonly json: string };
