import { useStore } from "zustand";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxCounts } from "../../../../shared/contract/inbox.ts";
import { Icon } from "../../../ui/icon.tsx";
import { countsText } from "../items/item-kinds.ts";
import type { InboxCountsStore } from "./inbox-counts-store.ts";
import { ItemCount, type ItemCountProps } from "../../../ui/item-count.tsx";
import styles from "./inbox-badge.module.css";

export interface InboxBadgeProps {
  readonly agent: AgentId;
  readonly counts: InboxCountsStore;
  readonly onOpen: (agent: AgentId) => void;
}

/** What waits in an agent's inbox, by its kind, and the way to it; where nothing waits, only the way. */
export function InboxBadge({ agent, counts, onOpen }: InboxBadgeProps) {
  const own = useStore(counts, (state) => state.byAgent.get(agent));
  const badges = own === undefined ? [] : badgesOf(own);
  const text = own === undefined || badges.length === 0 ? "empty" : countsText(own);
  return (
    <button
      type="button"
      className={styles.badge}
      data-empty={badges.length === 0}
      aria-label={`Inbox of ${agent}: ${text}`}
      title={`Inbox of ${agent}: ${text}`}
      onClick={() => onOpen(agent)}
    >
      {badges.map(({ kind, count }) => (
        <ItemCount key={kind} {...{ kind, count }} />
      ))}
      {badges.length === 0 && <Icon name="inbox" />}
    </button>
  );
}

/** What is only to be known stands together: notifications, and files that are no items. */
function badgesOf({ task, message, notification, unknown }: InboxCounts): readonly ItemCountProps[] {
  const counts: readonly ItemCountProps[] = [
    { kind: "task", count: task },
    { kind: "message", count: message },
    { kind: "other", count: notification + unknown },
  ];
  return counts.filter(({ count }) => count > 0);
}
