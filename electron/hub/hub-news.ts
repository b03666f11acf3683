import type { NewsChange, ToastOutcome } from "../../shared/contract/news.ts";

/** What happened in a project that a person may want to hear of, and what they were told. */
export interface HubNews {
  /** The latest, then each that came or changed; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<NewsChange>;
  /** Those among these that no window has claimed before: whoever claims them tells the person. */
  claim(ids: readonly string[]): Promise<string[]>;
  toasted(ids: readonly string[], outcome: ToastOutcome): Promise<void>;
}
