import type { AgentId } from "../../shared/contract/agents.ts";
import type { DeliveriesChange } from "../../shared/contract/deliveries.ts";
import type {
  ArchiveQuery,
  InboxChange,
  InboxCountsChange,
  InboxItem,
  InboxItemText,
} from "../../shared/contract/inbox.ts";

/** The latest items of an archive, and how many it holds in all. */
export interface ArchivedItems {
  readonly items: InboxItem[];
  readonly total: number;
}

/** The inboxes of a project. Looking at them moves nothing: what is seen here stays where it is. */
export interface HubInbox {
  /** Every agent's counts, then each agent whose counts changed; ends with the signal. */
  counts(signal: AbortSignal): AsyncIterable<InboxCountsChange>;
  /** One agent's inbox in parts, then what came and went; ends with the signal. */
  items(agent: AgentId, signal: AbortSignal): AsyncIterable<InboxChange>;
  /** What has become of each item of one agent's inbox, in parts, then what changed; ends with the signal. */
  deliveries(agent: AgentId, signal: AbortSignal): AsyncIterable<DeliveriesChange>;
  archived(agent: AgentId, query: ArchiveQuery): Promise<ArchivedItems>;
  /** An item's text: from the archive of a day, or else from the inbox. */
  read(agent: AgentId, id: string, archivedOn: string | undefined): Promise<InboxItemText>;
}
