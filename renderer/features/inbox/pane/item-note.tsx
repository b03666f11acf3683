import { Icon } from "../../../ui/icon.tsx";
import styles from "./item-note.module.css";

export interface ItemNoteProps {
  readonly tone: "bad" | "warn" | "quiet";
  readonly children: string;
}

/** A sentence about an item that stands over its text. */
export function ItemNote({ tone, children }: ItemNoteProps) {
  return (
    <p className={styles.note} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {tone !== "quiet" && <Icon name="warning" />}
      {children}
    </p>
  );
}
