import { useStore } from "zustand";
import { UndoBar } from "../../ui/undo-bar.tsx";
import type { AttentionCommands } from "./attention-commands.ts";
import type { AttentionStore } from "./attention-store.ts";

export interface DismissedBarProps {
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly isConnected: boolean;
  /** Gives the focus of a button that is about to go to something that stays; says what comes back, if anything. */
  readonly onLeave: (restored: string | undefined) => void;
}

/** What was dismissed last, with the way back into the list. */
export function DismissedBar({ store, commands, isConnected, onLeave }: DismissedBarProps) {
  const undo = useStore(store, (state) => state.undo);
  if (undo === undefined) return null;
  return (
    <UndoBar
      label="Dismissed just now"
      title={undo.title}
      done="dismissed"
      refusal={undo.refusal}
      isConnected={isConnected}
      onUndo={() => {
        onLeave(undo.id);
        void commands.restore();
      }}
      onPutAway={() => {
        onLeave(undefined);
        commands.forgetUndo();
      }}
    />
  );
}
