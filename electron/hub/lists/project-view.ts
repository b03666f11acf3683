import type { AgentId } from "../../../shared/contract/agents.ts";
import type {
  ArchiveQuery,
  FileProblem,
  InboxCounts,
  InboxItem,
  InboxItemText,
} from "../../../shared/contract/inbox.ts";
import type { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { ArchivedItems } from "../hub-inbox.ts";
import type { DocumentHistory, TextWanted } from "../hub-qms.ts";
import type { LastMessage } from "../reader/inbox/archive.ts";
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
  archived(agent: AgentId, query: ArchiveQuery): Promise<ArchivedItems>;
  /** When each wrote to each last, by what is archived. */
  archivedMessages(): Promise<readonly LastMessage[]>;
  read(agent: AgentId, id: string, archivedOn: string | undefined): Promise<InboxItemText>;
  page(id: string, user: string): Promise<DocumentPage>;
  text(id: string, wanted: TextWanted): Promise<DocumentBody>;
  history(id: string, limit: number): Promise<DocumentHistory>;
}
