import type { HubClient } from "../../../shared/contract/contract.ts";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { HubQms } from "../hub-qms.ts";
import { documentsStream } from "../lists/contract-streams.ts";
import { ListMirror } from "../lists/list-mirror.ts";
import { asked } from "./asked.ts";
import { mirrored } from "./mirrored.ts";

/** The documents of a hub that another program runs. */
export function joinedQms(client: HubClient): HubQms {
  return {
    documents: (signal) => {
      const mirror = new ListMirror<DocumentView>(({ id }) => id);
      let problems: readonly FileProblem[] = [];
      return mirrored(
        {
          open: () => client.qms.changes(),
          apply: (change) => {
            if (change.kind === "changed") problems = change.problems ?? problems;
            else if (change.isFirst) problems = change.problems;
            mirror.apply({ ...change, items: change.documents });
            return change.kind === "changed" || change.isLast;
          },
          stream: (ended) =>
            documentsStream(
              {
                idOf: mirror.idOf,
                all: () => mirror.all(),
                onChanged: mirror.onChanged,
                problems: () => problems,
              },
              ended,
            ),
        },
        signal,
      );
    },
    openDocuments: async function* () {
      yield* await asked(client.qms.open());
    },
    history: (id, limit) => asked(client.qms.history({ id, limit })),
    document: (id, user) => asked(client.qms.document({ id, user })),
    text: (id, { version, draft }) =>
      asked(
        client.qms.text({
          id,
          ...(version !== undefined && { version }),
          ...(draft !== undefined && { draft }),
        }),
      ),
    search: (query, limit, signal) =>
      asked(client.qms.search({ query, limit }, signal === undefined ? {} : { signal })),
    perform: (user, request) => asked(client.qms.perform({ user, request })),
  };
}
