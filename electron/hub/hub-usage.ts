import type { UsageChange } from "../../shared/contract/usage.ts";

/** What the agents of a project used. */
export interface HubUsage {
  /** What every agent used, then each whose usage changed; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<UsageChange>;
}
