import type {
  ActivityChange,
  ActivityFilter,
  ActivityId,
  ActivityPage,
  ExportFormat,
} from "../../shared/contract/activity.ts";
import type { AgentDefinitionFile, AgentTimeline } from "../../shared/contract/agent-page.ts";
import type { AgentId } from "../../shared/contract/agents.ts";

/** Which entries are asked for, and how many at a time. */
export interface ActivityQuery {
  readonly filter: ActivityFilter;
  readonly limit: number;
}

/** What happened in a project. */
export interface HubActivity {
  /** The latest entries, then those that come; ends with the signal. */
  changes(query: ActivityQuery, signal: AbortSignal): AsyncIterable<ActivityChange>;
  /** Entries before a place, the latest first; gives up with the signal. */
  page(query: ActivityQuery, before: ActivityId | undefined, signal?: AbortSignal): Promise<ActivityPage>;
  /** All entries as the text of a file, in pieces. */
  exported(
    filter: ActivityFilter,
    format: ExportFormat,
    signal: AbortSignal,
  ): AsyncIterable<{ text: string }>;
  /** An agent's day; without one, today. */
  timeline(agent: AgentId, day: string | undefined): Promise<AgentTimeline>;
  definition(agent: AgentId): Promise<AgentDefinitionFile>;
  /** The last lines of what the agent's session host has noted. */
  log(agent: AgentId, lines: number): Promise<string[]>;
}
