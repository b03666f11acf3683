import type { Attention } from "../../shared/contract/attention.ts";

/** What waits for a person in a project. */
export interface HubAttention {
  /** All of it, and again all of it with every change; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<Attention[]>;
  dismiss(id: string): Promise<void>;
  /** Takes a dismissal back. */
  restore(id: string): Promise<void>;
}
