import type { HubClient } from "../../../shared/contract/contract.ts";
import { createInboxCountsStore, type InboxCountsStore } from "./counts/inbox-counts-store.ts";
import { createInboxStore } from "./items/inbox-store.ts";
import { inboxCommands } from "./pane/inbox-commands.ts";
import { createDeliveriesStore } from "./deliveries/deliveries-store.ts";
import type { OpenInbox } from "./pane/open-inbox.ts";
import { createPaneStore } from "./pane/pane-store.ts";

/** What the window knows of inboxes: how much is in each, and the one that is open. */
export interface Inbox extends OpenInbox {
  readonly counts: InboxCountsStore;
}

export function createInbox(client: () => HubClient): Inbox {
  return { counts: createInboxCountsStore(), ...createOpenInbox(client) };
}

/** An inbox that is looked at; a window may look at more than one. */
export function createOpenInbox(client: () => HubClient): OpenInbox {
  const pane = createPaneStore();
  const items = createInboxStore();
  return {
    deliveries: createDeliveriesStore(),
    items,
    pane,
    commands: inboxCommands({ pane, items, client }),
  };
}
