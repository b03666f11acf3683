import { useMemo } from "react";
import type { InboxWays } from "../features/inbox/pane/open-inbox.ts";
import { withAnother } from "../features/compose/draft/compose-store.ts";
import type { Quorum } from "../quorum.ts";
import { arriveAt } from "./arrive.ts";
import { MessageText } from "./message-text.tsx";

/** Where an inbox leads to in this window. They stay the same: a text is not drawn again for them. */
export function useInboxWays(quorum: Quorum): InboxWays {
  return useMemo(() => inboxWays(quorum), [quorum]);
}

function inboxWays({ agents, documents, compose, places }: Quorum): InboxWays {
  const agentNamed = (name: string) => [...agents.getState().byId.keys()].find((id) => id === name);
  const onDocument = (id: string): void => arriveAt(places, { kind: "document", id });
  return {
    isDocument: (id) => documents.store.getState().byId.has(id),
    onDocument,
    isAgent: (name) => agentNamed(name) !== undefined,
    onAgent: (name) => {
      const agent = agentNamed(name);
      if (agent !== undefined) arriveAt(places, { kind: "agent", agent });
    },
    onAnswer: ({ to, subject }) =>
      compose.store.setState(
        (state) => withAnother(state, compose.newId(), Date.now(), { to: [to], subject }),
        true,
      ),
    renderText: (text) => <MessageText text={text} documents={documents.store} onDocument={onDocument} />,
  };
}
