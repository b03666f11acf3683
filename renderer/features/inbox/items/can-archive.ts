import type { InboxItem } from "../../../../shared/contract/inbox.ts";

/** Whether a person can put an item away: a task goes by itself when it is done. */
export function canArchive({ kind, archivedOn }: InboxItem): boolean {
  return archivedOn === undefined && (kind === "message" || kind === "notification");
}
