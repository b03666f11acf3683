import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import styles from "./undo-bar.module.css";

export interface UndoBarProps {
  /** What the bar is about, in a few words. */
  readonly label: string;
  readonly title: string;
  /** What was done with it: "archived". */
  readonly done: string;
  /** Why it was not put back, where that was tried. */
  readonly refusal: string | undefined;
  readonly isConnected: boolean;
  readonly onUndo: () => void;
  readonly onPutAway: () => void;
}

/** What was done last, with the way back. */
export function UndoBar(props: UndoBarProps) {
  const { label, title, done, refusal, isConnected, onUndo, onPutAway } = props;
  const word = refusal === undefined ? "Undo" : "Try again";
  return (
    <div className={styles.bar} role="group" aria-label={label}>
      {refusal === undefined ? (
        <span role="status">{`“${title}” was ${done}.`}</span>
      ) : (
        <span role="alert">{`“${title}” was not put back. ${refusal}`}</span>
      )}
      <Button label={`${word}: put “${title}” back`} isDisabled={!isConnected} onPress={onUndo}>
        {word}
      </Button>
      <IconButton icon="close" label="Put away" onPress={onPutAway} />
    </div>
  );
}
