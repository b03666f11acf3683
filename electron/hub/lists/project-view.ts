import type { AgentId } from "../../../shared/contract/agents.ts";
import type { FileProblem, InboxCounts, InboxItem, InboxItemText } from "../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { ArchivedItems } from "../hub-inbox.ts";
import type { DocumentHistory } from "../hub-qms.ts";
import type { LiveList } from "./live-list.ts";

/** How many items of each kind an agent has. */
export interface AgentCounts {
  readonly agent: AgentId;
  readonly counts: InboxCounts;
}

export interface LiveDocuments extends LiveList<DocumentView> {
  /** What is wrong with files that belong to no document. Where only this changed, nothing else did. */
  readonly problems: () => readonly FileProblem[];
}

/** What is to be seen of a project's QMS and inboxes, kept up to date. */
export interface ProjectView {
  /** Resolves when the project has been read once. */
  readonly isKnown: Promise<void>;
  readonly counts: LiveList<AgentCounts>;
  readonly documents: LiveDocuments;
  inboxOf(agent: AgentId): LiveList<InboxItem>;
  archived(agent: AgentId, limit: number): Promise<ArchivedItems>;
  read(agent: AgentId, id: string, archivedOn: string | undefined): Promise<InboxItemText>;
  history(id: string, limit: number): Promise<DocumentHistory>;
}
