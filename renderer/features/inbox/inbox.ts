import type { HubClient } from "../../../shared/contract/contract.ts";
import { createInboxCountsStore, type InboxCountsStore } from "./counts/inbox-counts-store.ts";
import { createInboxStore } from "./items/inbox-store.ts";
import { inboxCommands } from "./pane/inbox-commands.ts";
import type { OpenInbox } from "./pane/inbox-pane.tsx";
import { createPaneStore } from "./pane/pane-store.ts";

/** What the window knows of inboxes: how much is in each, and the one that is open. */
export interface Inbox extends OpenInbox {
  readonly counts: InboxCountsStore;
}

export function createInbox(client: () => HubClient): Inbox {
  const pane = createPaneStore();
  return {
    counts: createInboxCountsStore(),
    items: createInboxStore(),
    pane,
    commands: inboxCommands({ pane, client }),
  };
}
