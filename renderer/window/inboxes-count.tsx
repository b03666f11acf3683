import { useStore } from "zustand";
import type { Inbox } from "../features/inbox/inbox.ts";
import { countText } from "../ui/count-text.ts";

/** How many items there are in all inboxes; nothing while there are none. */
export function InboxesCount({ counts }: Pick<Inbox, "counts">) {
  const all = useStore(counts, ({ byAgent }) =>
    [...byAgent.values()]
      .flatMap(({ task, message, notification, unknown }) => [task, message, notification, unknown])
      .reduce((sum, count) => sum + count, 0),
  );
  return all === 0 ? null : countText(all);
}
