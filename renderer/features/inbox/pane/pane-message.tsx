import type { AgentId } from "../../../../shared/contract/agents.ts";
import styles from "./pane-message.module.css";

export interface PaneMessageProps {
  readonly agent: AgentId;
  readonly isArchiveShown: boolean;
  /** Whether only a part of the archive is looked for. */
  readonly isSearching: boolean;
  readonly isKnown: boolean;
  /** Why the archive could not be read. */
  readonly failure: string | undefined;
}

/** Stands for a list that has no items. */
export function PaneMessage({ agent, isArchiveShown, isSearching, isKnown, failure }: PaneMessageProps) {
  if (failure !== undefined) return <p className={styles.message}>{failure}</p>;
  // What takes no time shows no words.
  if (!isKnown) return <p className={`${styles.message} ${styles.late}`}>Reading…</p>;
  if (isArchiveShown && isSearching) {
    return (
      <p className={styles.message}>
        <b>Nothing in the archive is like that.</b>
        Other words or days may find it.
      </p>
    );
  }
  return isArchiveShown ? (
    <p className={styles.message}>
      <b>Nothing is archived yet.</b>
      What {agent} has read or done goes here and stays.
    </p>
  ) : (
    <p className={styles.message}>
      <b>Nothing waits for {agent}.</b>
      Tasks, messages and notifications appear here as they come.
    </p>
  );
}
