import type { ReactNode } from "react";
import type { DeliveriesStore } from "../deliveries/deliveries-store.ts";
import type { InboxStore } from "../items/inbox-store.ts";
import type { Answer } from "../thread/answer.ts";
import type { InboxCommands } from "./inbox-commands.ts";
import type { PaneStore } from "./pane-store.ts";

/** The inbox that is open, and what can be done in it. */
export interface OpenInbox {
  readonly items: InboxStore;
  readonly deliveries: DeliveriesStore;
  readonly pane: PaneStore;
  readonly commands: InboxCommands;
}

/** Where an inbox leads to, and how the window draws what is not the inbox's own. */
export interface InboxWays {
  readonly isDocument: (id: string) => boolean;
  readonly onDocument: (id: string) => void;
  readonly isAgent: (name: string) => boolean;
  /** Opens an agent's page. */
  readonly onAgent: (name: string) => void;
  readonly onAnswer: (answer: Answer) => void;
  /** Draws a text that is Markdown. */
  readonly renderText: (text: string) => ReactNode;
}
