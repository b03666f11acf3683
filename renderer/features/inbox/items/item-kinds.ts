import type { InboxCounts, InboxItem } from "../../../../shared/contract/inbox.ts";
import { countText } from "../../../ui/count-text.ts";

export type ItemKind = InboxItem["kind"];

/** What waits for an action first, what is only to be known later. */
export const KINDS = ["task", "message", "notification", "unknown"] as const satisfies readonly ItemKind[];

interface KindWords {
  readonly one: string;
  readonly many: string;
}

const WORDS: Readonly<Record<ItemKind, KindWords>> = {
  task: { one: "task", many: "tasks" },
  message: { one: "message", many: "messages" },
  notification: { one: "notification", many: "notifications" },
  unknown: { one: "unknown file", many: "unknown files" },
};

/** The name of one item of a kind. */
export function kindName(kind: ItemKind): string {
  return WORDS[kind].one;
}

/** The name of all items of a kind, as a heading. */
export function kindHeading(kind: ItemKind): string {
  const { many } = WORDS[kind];
  return `${many.charAt(0).toUpperCase()}${many.slice(1)}`;
}

/** Counts in words, without what there is none of: "2 tasks, 1 message". */
export function countsText(counts: InboxCounts): string {
  return KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${countText(counts[kind])} ${counts[kind] === 1 ? WORDS[kind].one : WORDS[kind].many}`)
    .join(", ");
}

export function countsOf(items: readonly InboxItem[]): InboxCounts {
  const counts = { task: 0, message: 0, notification: 0, unknown: 0 };
  for (const { kind } of items) counts[kind] += 1;
  return counts;
}
