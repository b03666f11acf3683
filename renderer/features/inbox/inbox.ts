import type { HubClient } from "../../../shared/contract/contract.ts";
import { createInboxCountsStore, type InboxCountsStore } from "./counts/inbox-counts-store.ts";
import { createInboxStore } from "./items/inbox-store.ts";
import { inboxCommands } from "./pane/inbox-commands.ts";
import { createDeliveriesStore, type DeliveriesStore } from "./deliveries/deliveries-store.ts";
import type { OpenInbox } from "./pane/inbox-pane.tsx";
import { createPaneStore } from "./pane/pane-store.ts";

/** What the window knows of inboxes: how much is in each, and the one that is open. */
export interface Inbox extends OpenInbox {
  readonly counts: InboxCountsStore;
  readonly deliveries: DeliveriesStore;
}

export function createInbox(client: () => HubClient): Inbox {
  const pane = createPaneStore();
  return {
    counts: createInboxCountsStore(),
    deliveries: createDeliveriesStore(),
    items: createInboxStore(),
    pane,
    commands: inboxCommands({ pane, client }),
  };
}
