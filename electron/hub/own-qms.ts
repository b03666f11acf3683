import { aborted } from "../../shared/base/aborted.ts";
import type { QmsReport, QmsRequest } from "../../shared/qms/request.ts";
import type { SearchResult } from "../../shared/contract/qms-search.ts";
import type { HubQms } from "./hub-qms.ts";
import { documentsStream } from "./lists/contract-streams.ts";
import { openDocumentsOf } from "./lists/open-documents.ts";
import type { ProjectView } from "./lists/project-view.ts";

/** Carries out a request as a user, away from the hub's event loop. */
export type PerformRequest = (user: string, request: QmsRequest) => Promise<QmsReport>;

/** Finds documents by their words. */
export type SearchDocuments = (query: string, limit: number, signal?: AbortSignal) => Promise<SearchResult>;

/** The documents of the project whose hub runs here. */
export function ownQms(view: ProjectView, perform: PerformRequest, search: SearchDocuments): HubQms {
  return {
    documents: async function* (signal) {
      await Promise.race([view.isKnown, aborted(signal)]);
      yield* documentsStream(view.documents, signal);
    },
    openDocuments: async function* (signal) {
      await Promise.race([view.isKnown, aborted(signal)]);
      yield* openDocumentsOf(view.documents, signal);
    },
    history: (id, limit) => view.history(id, limit),
    document: (id, user) => view.page(id, user),
    text: (id, wanted) => view.text(id, wanted),
    search,
    // The notifications that a report shows stay where they are: nobody here knows whether a person has read them.
    perform,
  };
}
