import { useStore } from "zustand";
import type { Inbox } from "../../features/inbox/inbox.ts";
import { countText } from "../../ui/count-text.ts";

/** How many items there are in how many inboxes, after what else is said in the line; nothing while there are none. */
export function DashboardInboxes({ counts }: Pick<Inbox, "counts">) {
  const text = useStore(counts, ({ byAgent }) => {
    const sums = [...byAgent.values()].map(
      ({ task, message, notification, unknown }) => task + message + notification + unknown,
    );
    const items = sums.reduce((sum, count) => sum + count, 0);
    const inboxes = sums.filter((count) => count > 0).length;
    if (items === 0) return "";
    return ` · ${counted(items, "item", "items")} in ${counted(inboxes, "inbox", "inboxes")}`;
  });
  return text;
}

function counted(count: number, one: string, several: string): string {
  return `${countText(count)} ${count === 1 ? one : several}`;
}
