import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { InboxContent } from "../../features/inbox/pane/inbox-content.tsx";
import { firstOwner, inboxOwners, ownersSummary } from "../../features/inboxes/inbox-owners.ts";
import { InboxesView } from "../../features/inboxes/inboxes-view.tsx";
import { useInboxWays } from "../inbox-ways.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The inboxes of everyone, and the ways from them. */
export function InboxesPlace({ quorum, isConnected }: PlaceProps) {
  const { inbox, inboxes, agents, attention, actions } = quorum;
  const { byAgent: counts, isKnown: areKnown } = useStore(inbox.counts);
  const team = useStore(
    agents,
    useShallow((state) => [...state.byId.keys()]),
  );
  const waiting = useStore(
    attention.store,
    useShallow((state) =>
      state.entries.flatMap((entry) => (entry.kind === "undeliverable" ? [entry.user] : [])),
    ),
  );
  const chosen = useStore(inboxes.pane, (state) => state.agent);
  const [focusRequests, setFocusRequests] = useState(0);
  const ways = useInboxWays(quorum);
  const undeliverable = new Map<string, number>();
  for (const user of waiting) undeliverable.set(user, (undeliverable.get(user) ?? 0) + 1);
  const owners = inboxOwners({ agents: team, counts, undeliverable });
  const isKnown = team.length > 0 && areKnown;
  const shown = chosen ?? firstOwner(owners);
  useEffect(() => {
    // Whoever is shown first stays, whatever comes for others meanwhile.
    if (isKnown && chosen === undefined) inboxes.commands.open(shown);
  }, [isKnown, chosen, shown, inboxes]);
  return (
    <InboxesView
      owners={owners}
      chosen={shown}
      summary={ownersSummary(owners)}
      keys={actions.keysText("message.compose")}
      onWrite={() => actions.run("message.compose")}
      onChoose={inboxes.commands.open}
      onEnter={() => setFocusRequests((count) => count + 1)}
    >
      <InboxContent
        agent={shown}
        inbox={inboxes}
        ways={ways}
        actions={actions}
        isConnected={isConnected}
        focusRequests={focusRequests}
        isTab={false}
        onClose={focusOwners}
      />
    </InboxesView>
  );
}

function focusOwners(): void {
  document.querySelector<HTMLElement>("[data-inbox-owners]")?.focus();
}
