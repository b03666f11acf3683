import { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import type { Delivery } from "../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { HubInbox } from "../hub-inbox.ts";
import { countsStream, deliveriesStream, inboxStream } from "../lists/contract-streams.ts";
import { ListMirror } from "../lists/list-mirror.ts";
import type { AgentCounts } from "../lists/project-view.ts";
import { asked } from "./asked.ts";
import { mirrored } from "./mirrored.ts";

/** The inboxes of a hub that another program runs. */
export function joinedInbox(client: HubClient): HubInbox {
  return {
    counts: (signal) => {
      const mirror = new ListMirror<AgentCounts>(({ agent }) => agent);
      return mirrored(
        {
          open: () => client.inbox.counts(),
          apply: (change) => {
            if (change.kind === "changed") {
              mirror.apply({ kind: "changed", items: [change], removed: [] });
            } else {
              const items = Object.entries(change.counts).map(([agent, counts]) => ({
                agent: AgentId.parse(agent),
                counts,
              }));
              mirror.apply({ kind: "snapshot", items, isFirst: true, isLast: true });
            }
            return true;
          },
          stream: (ended) => countsStream(mirror, ended),
        },
        signal,
      );
    },
    items: (agent, signal) => {
      const mirror = new ListMirror<InboxItem>(({ id }) => id);
      return mirrored(
        {
          open: () => client.inbox.items({ agent }),
          apply: (change) => {
            mirror.apply(change);
            return change.kind === "changed" || change.isLast;
          },
          stream: (ended) => inboxStream(mirror, ended),
        },
        signal,
      );
    },
    deliveries: (agent, signal) => {
      const mirror = new ListMirror<Delivery>(({ item }) => item);
      return mirrored(
        {
          open: () => client.inbox.deliveries({ agent }),
          apply: (change) => {
            mirror.apply(change);
            return change.kind === "changed" || change.isLast;
          },
          stream: (ended) => deliveriesStream(mirror, ended),
        },
        signal,
      );
    },
    archived: (agent, query) => asked(client.inbox.archived({ agent, ...query })),
    read: (agent, id, archivedOn) =>
      asked(client.inbox.read({ agent, id, ...(archivedOn === undefined ? {} : { archivedOn }) })),
  };
}
