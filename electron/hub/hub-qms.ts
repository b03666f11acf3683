import type { FileProblem } from "../../shared/contract/inbox.ts";
import type { DocumentBody, DocumentPage } from "../../shared/contract/qms-document.ts";
import type { SearchResult } from "../../shared/contract/qms-search.ts";
import type { DocumentsChange, HistoryEvent, OpenDocuments, Request } from "../../shared/contract/qms.ts";
import type { QmsReport } from "../../shared/qms/request.ts";

/** What happened to a document, the latest last, and what could not be read of it. */
export interface DocumentHistory {
  readonly events: HistoryEvent[];
  readonly problems: FileProblem[];
}

/** Which text of a document is wanted; where nothing is named, what is in force, or else the draft. */
export interface TextWanted {
  readonly version?: string | undefined;
  readonly draft?: boolean | undefined;
}

/** The documents of a project, and what its users do with them. */
export interface HubQms {
  /** All documents in parts, then those that changed; ends with the signal. */
  documents(signal: AbortSignal): AsyncIterable<DocumentsChange>;
  /** Those that are open, as they are now, in parts. */
  openDocuments(signal: AbortSignal): AsyncIterable<OpenDocuments>;
  history(id: string, limit: number): Promise<DocumentHistory>;
  /** All that the page of a document shows to a user. */
  document(id: string, user: string): Promise<DocumentPage>;
  text(id: string, wanted: TextWanted): Promise<DocumentBody>;
  /** Finds documents by their words; takes the search back when the signal aborts. */
  search(query: string, limit: number, signal: AbortSignal | undefined): Promise<SearchResult>;
  /** Carries out a request as a user. What the QMS refuses is a `HubError` with the code `refused`. */
  perform(user: string, request: Request): Promise<Omit<QmsReport, "shown">>;
}
