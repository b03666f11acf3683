import { aborted } from "../../shared/base/aborted.ts";
import type { QmsReport, QmsRequest } from "../../shared/qms/request.ts";
import type { HubQms } from "./hub-qms.ts";
import { documentsStream } from "./lists/contract-streams.ts";
import type { ProjectView } from "./lists/project-view.ts";

/** Carries out a request as a user, away from the hub's event loop. */
export type PerformRequest = (user: string, request: QmsRequest) => Promise<QmsReport>;

/** The documents of the project whose hub runs here. */
export function ownQms(view: ProjectView, perform: PerformRequest): HubQms {
  return {
    documents: async function* (signal) {
      await Promise.race([view.isKnown, aborted(signal)]);
      yield* documentsStream(view.documents, signal);
    },
    history: (id, limit) => view.history(id, limit),
    // The notifications that a report shows stay where they are: nobody here knows whether a person has read them.
    perform,
  };
}
