import type { InboxCounts, InboxItem } from "../../../../shared/contract/inbox.ts";

const NO_ITEMS: InboxCounts = { task: 0, message: 0, notification: 0, unknown: 0 };

/** An agent's inbox as far as it has been told, with its items counted. */
export class KnownInbox {
  readonly #items = new Map<string, InboxItem>();
  #counts = NO_ITEMS;

  get counts(): InboxCounts {
    return this.#counts;
  }

  get ids(): Iterable<string> {
    return this.#items.keys();
  }

  get items(): Iterable<InboxItem> {
    return this.#items.values();
  }

  item(id: string): InboxItem | undefined {
    return this.#items.get(id);
  }

  /** Says whether the counts are others now. */
  apply(items: readonly InboxItem[], removed: readonly string[]): boolean {
    const before = this.#counts;
    const counts = { ...before };
    const drop = (id: string): void => {
      const known = this.#items.get(id);
      if (known === undefined) return;
      counts[known.kind] -= 1;
      this.#items.delete(id);
    };
    for (const id of removed) drop(id);
    for (const item of items) {
      drop(item.id);
      this.#items.set(item.id, item);
      counts[item.kind] += 1;
    }
    this.#counts = counts;
    return (
      counts.task !== before.task ||
      counts.message !== before.message ||
      counts.notification !== before.notification ||
      counts.unknown !== before.unknown
    );
  }
}
