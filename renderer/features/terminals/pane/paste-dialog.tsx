import { Button } from "../../../ui/button.tsx";
import { countText } from "../../../ui/count-text.ts";
import { Dialog, DialogButtons } from "../../../ui/dialog.tsx";
import styles from "./paste-dialog.module.css";

/** More than this nobody reads before deciding. */
const SHOWN_LINES = 200;
const SHOWN_CHARACTERS = 20_000;

export interface PasteDialogProps {
  /** The text as it would be sent, with lines ended by carriage returns. */
  readonly text: string;
  readonly onDecide: (isAgreed: boolean) => void;
}

/** Asks before lines are pasted into a program that would take each of them as typed. */
export function PasteDialog({ text, onDecide }: PasteDialogProps) {
  const lines = text.replace(/\r$/, "").split("\r");
  const shown = lines.slice(0, SHOWN_LINES).join("\n").slice(0, SHOWN_CHARACTERS);
  const count = lines.length === 1 ? "1 line" : `${countText(lines.length)} lines`;
  return (
    <Dialog title={`Paste ${count}?`} onClose={() => onDecide(false)}>
      <p className={styles.why}>
        The program in this terminal cannot tell a paste from typing. It will take the end of each line as
        Enter.
      </p>
      <pre className={styles.text} tabIndex={0} aria-label="Text to paste">
        {shown}
        {lines.length > SHOWN_LINES && `\n… and ${countText(lines.length - SHOWN_LINES)} more lines`}
      </pre>
      <DialogButtons>
        <Button onPress={() => onDecide(false)}>Cancel</Button>
        <Button isPrimary isFocused onPress={() => onDecide(true)}>
          Paste
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
