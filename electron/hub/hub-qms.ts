import type { FileProblem } from "../../shared/contract/inbox.ts";
import type { DocumentsChange, HistoryEvent, Request } from "../../shared/contract/qms.ts";
import type { QmsReport } from "../../shared/qms/request.ts";

/** What happened to a document, the latest last, and what could not be read of it. */
export interface DocumentHistory {
  readonly events: HistoryEvent[];
  readonly problems: FileProblem[];
}

/** The documents of a project, and what its users do with them. */
export interface HubQms {
  /** All documents in parts, then those that changed; ends with the signal. */
  documents(signal: AbortSignal): AsyncIterable<DocumentsChange>;
  history(id: string, limit: number): Promise<DocumentHistory>;
  /** Carries out a request as a user. What the QMS refuses is a `HubError` with the code `refused`. */
  perform(user: string, request: Request): Promise<Omit<QmsReport, "shown">>;
}
