import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { boardReader, statusesOf } from "../../features/dashboard/board.ts";
import type { DashboardWays } from "../../features/dashboard/dashboard-parts.ts";
import { Dashboard } from "../../features/dashboard/dashboard.tsx";
import { NO_FILTERS } from "../../features/documents/list/filters.ts";
import { useStable } from "../../ui/use-stable.ts";
import { DashboardAttention } from "./dashboard-attention.tsx";
import { DashboardDocumentActions } from "./dashboard-document-actions.tsx";
import { DashboardBeginning } from "./dashboard-beginning.tsx";
import { DashboardInboxes } from "./dashboard-inboxes.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The dashboard, with what it shows of each feature. */
export function DashboardPlace({ quorum, isConnected, onOpen }: PlaceProps) {
  const { actions, agents, attention, containers, desk, documents, inbox, act } = quorum;
  const [board] = useState(boardReader);
  const names = useStore(
    agents,
    useShallow(({ byId }) => [...byId.keys()]),
  );
  const colours = useMemo(() => new Map<string, number>(names.map((name, place) => [name, place])), [names]);
  // The same for as long as the place is seen: a card is not drawn again because the window was.
  const open = useStable(onOpen);
  const ways = useMemo<DashboardWays>(
    () => ({
      onDocument: (id) => open({ kind: "document", id }),
      onDocuments: (lane) => {
        const filters = { ...NO_FILTERS, state: statusesOf(lane) };
        documents.list.setState((state) => ({ ...state, filters }), true);
        open({ kind: "documents" });
      },
      onWaits: () => open({ kind: "waits" }),
      onActivity: () => open({ kind: "activity" }),
    }),
    [open, documents],
  );
  return (
    <Dashboard
      documents={documents.store}
      board={board}
      flow={desk.flow}
      colours={colours}
      ways={ways}
      attention={attention.store}
      beginning={<DashboardBeginning quorum={quorum} isConnected={isConnected} />}
      inboxes={<DashboardInboxes counts={inbox.counts} />}
      renderNext={(document) => <DashboardDocumentActions {...{ document, documents, isConnected }} />}
      renderAttention={() => (
        <DashboardAttention
          {...attention}
          names={names}
          agents={agents}
          isConnected={isConnected}
          onOpen={onOpen}
          onRecreate={(agent) => void containers.commands.recreate(agent)}
          onAll={() => actions.run("attention.toggle")}
          onStart={(agent) => {
            onOpen({ kind: "terminal", agent });
            void act(agent, "start");
          }}
        />
      )}
    />
  );
}
