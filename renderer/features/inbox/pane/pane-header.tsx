import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { countText } from "../../../ui/count-text.ts";
import { Icon } from "../../../ui/icon.tsx";
import { countsOf, countsText } from "../items/item-kinds.ts";
import type { Archive } from "./pane-store.ts";
import styles from "./pane-header.module.css";

export interface PaneHeaderProps {
  readonly agent: AgentId;
  readonly isArchiveShown: boolean;
  readonly isConnected: boolean;
  /** Absent until they are known. */
  readonly items: readonly InboxItem[] | undefined;
  readonly archive: Archive | undefined;
  readonly onShowArchive: (isShown: boolean) => void;
  /** Opens the agent's page; absent for somebody who is no agent. */
  readonly onAgent: (() => void) | undefined;
}

/** Whose inbox this is, what is in it, and the way to its archive. */
export function PaneHeader(props: PaneHeaderProps) {
  const { agent, isArchiveShown, isConnected, items, archive, onShowArchive, onAgent } = props;
  return (
    <header className={styles.header}>
      <h2>{isArchiveShown ? `Archive of ${agent}` : `Inbox of ${agent}`}</h2>
      <p role="status" aria-label="Contents">
        {isArchiveShown
          ? archive !== undefined && archiveText(archive)
          : items && countsText(countsOf(items))}
      </p>
      {!isConnected && <p className={styles.stale}>as it was when the connection was lost</p>}
      {onAgent !== undefined && (
        <button type="button" className={styles.toggle} aria-label={`Open ${agent}`} onClick={onAgent}>
          <Icon name="agent" />
          Agent
        </button>
      )}
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={isArchiveShown}
        onClick={() => onShowArchive(!isArchiveShown)}
      >
        <Icon name="archive" />
        Archived
      </button>
    </header>
  );
}

function archiveText({ items, total }: Archive): string {
  if (items.length < total) return `the latest ${countText(items.length)} of ${countText(total)} items`;
  return total === 1 ? "1 item" : `${countText(total)} items`;
}
