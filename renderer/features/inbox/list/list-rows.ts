import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { kindHeading } from "../items/item-kinds.ts";

/** A line of the list: an item, or what stands over a group of them. */
export type ListRow =
  | { readonly kind: "heading"; readonly key: string; readonly text: string; readonly count: number }
  | { readonly kind: "item"; readonly key: string; readonly item: InboxItem };

/** The rows of an inbox, under a heading for each kind. */
export function inboxRows(items: readonly InboxItem[]): readonly ListRow[] {
  return grouped(items, ({ kind }) => kindHeading(kind));
}

/** The rows of an archive, under a heading for each day. */
export function archiveRows(items: readonly InboxItem[]): readonly ListRow[] {
  return grouped(items, ({ archivedOn }) => archivedOn ?? "");
}

function grouped(items: readonly InboxItem[], groupOf: (item: InboxItem) => string): readonly ListRow[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);
  let group: string | undefined;
  return items.flatMap((item): ListRow[] => {
    const own = groupOf(item);
    const row: ListRow = { kind: "item", key: `${item.archivedOn ?? ""}/${item.id}`, item };
    if (own === group) return [row];
    group = own;
    return [{ kind: "heading", key: `heading ${own}`, text: own, count: counts.get(own) ?? 0 }, row];
  });
}
