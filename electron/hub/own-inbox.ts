import { aborted } from "../../shared/base/aborted.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import type { Delivery } from "../../shared/contract/deliveries.ts";
import type { HubInbox } from "./hub-inbox.ts";
import { countsStream, deliveriesStream, inboxStream } from "./lists/contract-streams.ts";
import type { LiveList } from "./lists/live-list.ts";
import type { ProjectView } from "./lists/project-view.ts";

/** The inboxes of the project whose hub runs here. */
export function ownInbox(view: ProjectView, deliveries: (agent: AgentId) => LiveList<Delivery>): HubInbox {
  return {
    counts: async function* (signal) {
      await Promise.race([view.isKnown, aborted(signal)]);
      yield* countsStream(view.counts, signal);
    },
    items: async function* (agent, signal) {
      await Promise.race([view.isKnown, aborted(signal)]);
      yield* inboxStream(view.inboxOf(agent), signal);
    },
    deliveries: (agent, signal) => deliveriesStream(deliveries(agent), signal),
    archived: (agent, query) => view.archived(agent, query),
    read: (agent, id, archivedOn) => view.read(agent, id, archivedOn),
  };
}
