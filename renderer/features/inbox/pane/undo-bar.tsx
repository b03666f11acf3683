import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import type { ArchiveUndo } from "./pane-store.ts";
import styles from "./undo-bar.module.css";

export interface UndoBarProps {
  readonly undo: ArchiveUndo;
  readonly isConnected: boolean;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

/** What was archived last, with the way back. */
export function UndoBar({ undo: { title, refusal }, isConnected, onUndo, onDismiss }: UndoBarProps) {
  return (
    <div className={styles.bar} role="group" aria-label="Archived just now">
      {refusal === undefined ? (
        <span role="status">{`“${title}” was archived.`}</span>
      ) : (
        <span role="alert">{`“${title}” was not put back. ${refusal}`}</span>
      )}
      <Button label={`Put “${title}” back`} isDisabled={!isConnected} onPress={onUndo}>
        {refusal === undefined ? "Undo" : "Try again"}
      </Button>
      <IconButton icon="close" label="Put away" onPress={onDismiss} />
    </div>
  );
}
