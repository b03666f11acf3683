import type { Flow, Waits } from "../../shared/contract/desk.ts";

/** What a project's documents and inboxes come to, taken together. */
export interface HubDesk {
  /** The figures of the audit trail, and again after changes; ends with the signal. */
  flow(signal: AbortSignal): AsyncIterable<Flow>;
  /** Who waits for whom, and again after changes; ends with the signal. */
  waits(signal: AbortSignal): AsyncIterable<Waits>;
}
