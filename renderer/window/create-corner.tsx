import { Suspense, useState } from "react";
import { useStore } from "zustand";
import { useActionWays } from "../actions/use-actions.ts";
import type { Quorum } from "../quorum.ts";
import { arriveAt } from "./arrive.ts";
import { lazyView } from "./lazy-view.tsx";
import { PlaceBoundary } from "./place-boundary.tsx";

export interface CreateCornerProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
}

const DIALOG = lazyView(
  async () => (await import("../features/documents/form/create-dialog.tsx")).CreateDialog,
);

/** Where a document is created, from anywhere in the window. */
export function CreateCorner({ quorum, isConnected }: CreateCornerProps) {
  const { actions, documents, places } = quorum;
  const [isOpen, setIsOpen] = useState(false);
  const byId = useStore(documents.store, (state) => (isOpen ? state.byId : undefined));
  useActionWays(actions, {
    "document.create": {
      whyNot: () => (isConnected ? undefined : "Quorum is not connected."),
      run: () => setIsOpen(true),
    },
  });
  if (byId === undefined) return null;
  return (
    <PlaceBoundary onAgain={DIALOG.renew}>
      <Suspense fallback={null}>
        <DIALOG.View
          byId={byId}
          isConnected={isConnected}
          perform={documents.commands.perform}
          onClose={() => setIsOpen(false)}
          onCreated={(id) => {
            setIsOpen(false);
            if (id !== undefined) arriveAt(places, { kind: "document", id });
          }}
        />
      </Suspense>
    </PlaceBoundary>
  );
}
