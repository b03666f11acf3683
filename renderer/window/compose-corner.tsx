import { Suspense, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { AgentId } from "../../shared/contract/agents.ts";
import { PERSON } from "../../shared/qms/group.ts";
import { useActionWays, useKeysText } from "../actions/use-actions.ts";
import { withClosed, withOpen } from "../features/compose/draft/compose-store.ts";
import { DeliverySummary } from "../features/inbox/deliveries/delivery-track.tsx";
import { withPlace } from "../places/places-store.ts";
import type { Quorum } from "../quorum.ts";
import { returnFocus } from "../ui/focus.ts";
import { lazyView } from "./lazy-view.tsx";
import { MessageText } from "./message-text.tsx";
import { PlaceBoundary } from "./place-boundary.tsx";

export interface ComposeCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
}

const PANEL = lazyView(
  async () => (await import("../features/compose/panel/compose-panel.tsx")).ComposePanel,
);
/** Loads what messages are written in, before it is first opened. */
export const preloadCompose = PANEL.preload;

/** Where messages are written, from anywhere in the window. */
export function ComposeCorner({ quorum, isConnected }: ComposeCornerProps) {
  const { compose, actions } = quorum;
  const { store, newId } = compose;
  const isOpen = useStore(store, (state) => state.isOpen);
  const keys = useKeysText(actions, "message.compose");
  /** What had the focus before, and gets it back. */
  const opener = useRef<Element | null>(null);
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (!state.isOpen || state.focusRequests === before.focusRequests) return;
        const focused = document.activeElement;
        if (focused?.closest(PANEL_SELECTOR) === null) opener.current = focused;
      }),
    [store],
  );
  const close = (): void => {
    store.setState((state) => withClosed(state, newId(), Date.now()), true);
    returnFocus(opener.current);
    opener.current = null;
  };
  useActionWays(actions, {
    "message.compose": {
      run: () => {
        const isThere = document.activeElement?.closest(PANEL_SELECTOR) !== null;
        if (store.getState().isOpen && isThere) close();
        else store.setState(withOpen, true);
      },
    },
  });
  if (!isOpen) return null;
  return (
    <PlaceBoundary onAgain={PANEL.renew}>
      <Suspense fallback={null}>
        <OpenCompose quorum={quorum} isConnected={isConnected} keys={keys} onClose={close} />
      </Suspense>
    </PlaceBoundary>
  );
}

const PANEL_SELECTOR = '[role="dialog"][aria-label="Write a message"]';

interface OpenComposeProps extends ComposeCornerProps {
  readonly keys: string | undefined;
  readonly onClose: () => void;
}

function OpenCompose({ quorum, isConnected, keys, onClose }: OpenComposeProps) {
  const { compose, agents, inbox, documents, places } = quorum;
  const byAgent = useStore(inbox.counts, (state) => state.byAgent);
  const byId = useStore(agents, (state) => state.byId);
  const everyone = [...byId.keys()].filter((name) => name !== PERSON);
  const known = [...new Set([...everyone, "claude", ...byAgent.keys()])].filter((name) => name !== PERSON);
  const openDocument = (id: string): void =>
    places.setState((state) => withPlace(state, { kind: "document", id }), true);
  return (
    <PANEL.View
      compose={compose}
      isConnected={isConnected}
      known={known}
      everyone={everyone}
      documents={() => documents.store.getState().byId.keys()}
      keys={keys}
      renderText={(text) => <MessageText text={text} documents={documents.store} onDocument={openDocument} />}
      renderDelivery={(delivery) => <DeliverySummary delivery={delivery} />}
      onOpenInbox={(name) => {
        const agent = AgentId.safeParse(name);
        if (!agent.success) return;
        quorum.inboxes.commands.open(agent.data);
        places.setState((state) => withPlace(state, { kind: "inboxes" }), true);
      }}
      onClose={onClose}
    />
  );
}
