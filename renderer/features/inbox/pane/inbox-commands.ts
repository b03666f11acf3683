import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { sentenceFor } from "../../../connection/call-failure.ts";
import {
  freshPane,
  withArchived,
  withArchiveShown,
  withArchiving,
  withOpened,
  withText,
  type PaneStore,
} from "./pane-store.ts";

/** What a person does in an inbox. What goes wrong is shown where it was asked for. */
export interface InboxCommands {
  /** Opens an agent's inbox; without one, closes what is open. */
  readonly open: (agent: AgentId | undefined) => void;
  /** Shows an item's text. Looking at an item leaves it where it is. */
  readonly read: (item: InboxItem | undefined) => Promise<void>;
  /** Archives an item as the agent whose inbox it is; answers whether it was. */
  readonly archive: (item: InboxItem) => Promise<boolean>;
  readonly showArchive: (isShown: boolean) => void;
  /** Reads the archive that is shown. */
  readonly loadArchive: () => Promise<void>;
}

export interface InboxCommandsDependencies {
  readonly pane: PaneStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function inboxCommands({ pane, client }: InboxCommandsDependencies): InboxCommands {
  const agentNow = (): AgentId | undefined => pane.getState().agent;

  return {
    open: (agent) => {
      if (agent !== agentNow()) pane.setState(freshPane(agent), true);
    },
    read: async (item) => {
      const agent = agentNow();
      pane.setState((state) => withOpened(state, item), true);
      if (agent === undefined || item === undefined) return;
      const { id, archivedOn } = item;
      const text = await asked(async () => {
        const place = archivedOn === undefined ? {} : { archivedOn };
        return (await client().inbox.read({ agent, id, ...place })).text;
      });
      if (agentNow() === agent) pane.setState((state) => withText(state, item, text), true);
    },
    archive: async ({ id }) => {
      const agent = agentNow();
      if (agent === undefined || pane.getState().archiving.has(id)) return false;
      pane.setState((state) => withArchiving(state, id), true);
      const answer = await asked(() =>
        client().qms.perform({ user: agent, request: { kind: "inbox-archive-item", item: id } }),
      );
      const refusal = answer.kind === "failed" ? answer.sentence : undefined;
      if (agentNow() === agent) pane.setState((state) => withArchived(state, id, refusal), true);
      return refusal === undefined;
    },
    showArchive: (isShown) => pane.setState((state) => withArchiveShown(state, isShown), true),
    loadArchive: async () => {
      const agent = agentNow();
      if (agent === undefined) return;
      const archive = await asked(() => client().inbox.archived({ agent }));
      if (agentNow() === agent) pane.setState({ archive });
    },
  };
}

async function asked<T>(
  call: () => Promise<T>,
): Promise<
  { readonly kind: "known"; readonly value: T } | { readonly kind: "failed"; readonly sentence: string }
> {
  try {
    return { kind: "known", value: await call() };
  } catch (error) {
    return { kind: "failed", sentence: sentenceFor(error) };
  }
}
