import { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { deliveryRecord, type RecordedStep } from "../deliveries/delivery-record.ts";
import type { InboxStore } from "../items/inbox-store.ts";
import { threadCandidates } from "../thread/thread-candidates.ts";
import { threadOf } from "../thread/thread.ts";
import type { ThreadEntry } from "../thread/thread-entry.ts";
import { asked, type Answered } from "./asked.ts";
import {
  freshPane,
  withArchived,
  withArchiveShown,
  withArchiving,
  withOpened,
  withText,
  withThread,
  type ArchiveSearch,
  type ArchiveUndo,
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
  /** Puts back what was archived last. */
  readonly restore: () => Promise<void>;
  /** Nothing is to be said any more of what was archived last. */
  readonly forgetUndo: () => void;
  readonly showArchive: (isShown: boolean) => void;
  /** Says what of the archive is to be listed. */
  readonly search: (search: ArchiveSearch) => void;
  /** Reads the archive that is shown. */
  readonly loadArchive: () => Promise<void>;
  /** Looks for the other messages under the subject of one. */
  readonly loadThread: (item: InboxItem) => Promise<void>;
  /** The text of a message, wherever it lies. */
  readonly textOf: (entry: ThreadEntry) => Promise<Answered<string>>;
  /** What has become of an item, as the record has it. */
  readonly record: (item: InboxItem, since: number) => Promise<Answered<readonly RecordedStep[]>>;
}

export interface InboxCommandsDependencies {
  readonly pane: PaneStore;
  readonly items: InboxStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

/** Who looks for more says more exactly what for. */
const MOST_ARCHIVED = 500;

export function inboxCommands({ pane, items, client }: InboxCommandsDependencies): InboxCommands {
  const agentNow = (): AgentId | undefined => pane.getState().agent;
  const textOf = ({ owner, item: { id, archivedOn } }: ThreadEntry): Promise<Answered<string>> =>
    asked(async () => {
      const place = archivedOn === undefined ? {} : { archivedOn };
      return (await client().inbox.read({ agent: owner, id, ...place })).text;
    });

  return {
    open: (agent) => {
      if (agent !== agentNow()) pane.setState(freshPane(agent), true);
    },
    read: async (item) => {
      const agent = agentNow();
      pane.setState((state) => withOpened(state, item), true);
      if (agent === undefined || item === undefined) return;
      const text = await textOf({ owner: agent, item });
      if (agentNow() === agent) pane.setState((state) => withText(state, item, text), true);
    },
    archive: async ({ id, title, kind }) => {
      const agent = agentNow();
      if (agent === undefined || pane.getState().archiving.has(id)) return false;
      pane.setState((state) => withArchiving(state, id), true);
      const answer = await asked(() =>
        client().qms.perform({ user: agent, request: { kind: "inbox-archive-item", item: id } }),
      );
      const refusal = answer.kind === "failed" ? answer.sentence : undefined;
      if (agentNow() !== agent) return refusal === undefined;
      pane.setState((state) => withArchived(state, id, refusal), true);
      // A task that is over does not come back: a new round asks for it again.
      if (answer.kind === "known" && kind !== "task")
        pane.setState({ undo: undoOf(answer.value.text, title) });
      return refusal === undefined;
    },
    restore: async () => {
      const { agent, undo } = pane.getState();
      if (agent === undefined || undo === undefined) return;
      const { item, date } = undo;
      const answer = await asked(() =>
        client().qms.perform({ user: agent, request: { kind: "inbox-restore-item", item, date } }),
      );
      if (pane.getState().undo !== undo) return;
      const refusal = answer.kind === "failed" ? answer.sentence : undefined;
      pane.setState({ undo: refusal === undefined ? undefined : { ...undo, refusal } });
    },
    forgetUndo: () => pane.setState({ undo: undefined }),
    showArchive: (isShown) => pane.setState((state) => withArchiveShown(state, isShown), true),
    search: (search) => pane.setState({ search }),
    loadArchive: async () => {
      const { agent, search } = pane.getState();
      if (agent === undefined) return;
      const archive = await asked(() => client().inbox.archived({ agent, ...queryOf(search) }));
      const state = pane.getState();
      // Whoever types on asks again: the answer to what was typed before says nothing any more.
      if (state.agent === agent && state.search === search) pane.setState({ archive });
    },
    loadThread: async (item) => {
      const owner = agentNow();
      const sender = AgentId.safeParse(item.from);
      if (owner === undefined || item.kind !== "message" || !sender.success) return;
      const own = items.getState().items.map((other) => ({ owner, item: other }));
      const found = await asked(() =>
        threadCandidates(client(), { owner, sender: sender.data, subject: item.title }),
      );
      const others = found.kind === "known" ? found.value : [];
      if (agentNow() !== owner) return;
      const thread = threadOf({ owner, item }, [...own, ...others]);
      pane.setState((state) => withThread(state, item, thread), true);
    },
    textOf,
    record: ({ id }, since) =>
      asked(async () => {
        const agent = agentNow();
        return agent === undefined ? [] : await deliveryRecord(client(), { agent, item: id, since });
      }),
  };
}

/** Where an item lies now, as the answer to its archiving says; nothing where it was archived before. */
function undoOf(text: string, title: string): ArchiveUndo | undefined {
  const [, date, item] = /^To: inbox-archive\/(\d{4}-\d\d-\d\d)\/(\S+)\.md$/m.exec(text) ?? [];
  return date === undefined || item === undefined ? undefined : { title, item, date };
}

function queryOf({ query, from, to }: ArchiveSearch) {
  return {
    limit: MOST_ARCHIVED,
    ...(query.trim() !== "" && { query: query.trim().slice(0, 300) }),
    ...(from !== "" && { from }),
    ...(to !== "" && { to }),
  };
}
