import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import styles from "./chip.module.css";

export type ChipTone = "quiet" | "busy" | "ok" | "warn" | "bad" | "task" | "message";

export interface ChipProps {
  readonly children: ReactNode;
  readonly tone?: ChipTone;
  readonly title?: string | undefined;
  /** What its button to take it away is called; none where it cannot be. */
  readonly removeLabel?: string;
  readonly onRemove?: () => void;
}

/** A word in a frame: a state, a recipient, a filter. */
export function Chip({ children, tone = "quiet", title, removeLabel, onRemove }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      {children}
      {removeLabel !== undefined && onRemove !== undefined && (
        <IconButton icon="close" label={removeLabel} onPress={onRemove} />
      )}
    </span>
  );
}
