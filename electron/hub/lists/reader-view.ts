import type { Event } from "../../../shared/base/emitter.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { InboxCounts } from "../../../shared/contract/inbox.ts";
import type { ProjectReader } from "../reader/project-reader.ts";
import type { ListDelta } from "./live-list.ts";
import type { AgentCounts, ProjectView } from "./project-view.ts";

/** What the reader of a project has found, as those see it who follow it. */
export function readerView(reader: ProjectReader): ProjectView {
  return {
    isKnown: reader.whenRead,
    counts: {
      idOf: ({ agent }) => agent,
      all: () => [...reader.counts].flatMap(([agent, counts]) => countsOf(agent, counts)),
      onChanged: mapped(reader.onCountsChanged, ({ agent, counts }) => ({
        items: countsOf(agent, counts),
        removed: [],
      })),
    },
    documents: {
      idOf: ({ id }) => id,
      all: () => [...reader.documents],
      onChanged: mapped(reader.onDocumentsChanged, ({ documents, removed }) => ({
        items: documents,
        removed,
      })),
      problems: () => reader.problems,
    },
    inboxOf: (agent) => ({
      idOf: ({ id }) => id,
      all: () => [...reader.items(agent)],
      onChanged: mapped(reader.onItemsChanged, (change) => (change.agent === agent ? change : undefined)),
    }),
    archived: async (agent, query) => {
      const { items, total } = await reader.archived(agent, query);
      return { items: [...items], total };
    },
    read: async (agent, id, archivedOn) => ({ text: await reader.readItem(agent, id, archivedOn) }),
    archivedMessages: () => reader.archivedMessages(),
    page: (id, user) => reader.page(id, user),
    text: (id, wanted) => reader.text(id, wanted),
    history: async (id, limit) => {
      const { events, problems } = await reader.history(id, limit);
      return { events: [...events], problems: [...problems] };
    },
  };
}

/** A folder whose name no agent can have is not an agent's. */
function countsOf(name: string, counts: InboxCounts): AgentCounts[] {
  const agent = AgentId.safeParse(name);
  return agent.success ? [{ agent: agent.data, counts }] : [];
}

function mapped<T, U>(
  event: Event<T>,
  map: (value: T) => ListDelta<U> | undefined,
): Event<ListDelta<U> | "all"> {
  return (listener) =>
    event((value) => {
      const delta = map(value);
      if (delta !== undefined) listener(delta);
    });
}
