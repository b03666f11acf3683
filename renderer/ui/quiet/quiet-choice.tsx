import type { Quiet } from "../../../shared/contract/notification-settings.ts";
import { Choice } from "../choice.tsx";
import { lengthOfQuiet, quietFor, quietText, type QuietLength } from "./quiet.ts";
import styles from "./quiet-choice.module.css";

export interface QuietChoiceProps {
  readonly quiet: Quiet;
  readonly now: number;
  readonly onChoose: (quiet: Quiet) => void;
}

const OPTIONS: readonly { readonly value: QuietLength; readonly label: string }[] = [
  { value: "off", label: "Off" },
  { value: "hour", label: "1 hour" },
  { value: "tomorrow", label: "Until tomorrow" },
  { value: "on", label: "On" },
];

/** Holds all toasts back for a while, or until the person wants them again. */
export function QuietChoice({ quiet, now, onChoose }: QuietChoiceProps) {
  return (
    <div>
      <Choice
        label="Quiet mode"
        value={lengthOfQuiet(quiet, now)}
        options={OPTIONS}
        // The time of the press, and not of the last drawing.
        onChoose={(length) => onChoose(quietFor(length, Date.now()))}
      />
      <p className={styles.until} role="status">
        {quietText(quiet, now)}
      </p>
    </div>
  );
}
