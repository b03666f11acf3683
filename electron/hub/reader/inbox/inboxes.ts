import type { InboxItem } from "../../../../shared/contract/inbox.ts";

/** What became of one inbox since it was told last. */
export interface InboxDelta {
  readonly agent: string;
  /** Whether there is no such agent any more. */
  readonly isGone: boolean;
  readonly items: readonly InboxItem[];
  readonly removed: readonly string[];
}

interface Inbox {
  isOpen: boolean;
  readonly items: Map<string, InboxItem>;
  readonly changed: Set<string>;
}

/** The items of all inboxes, and which of them changed since they were told. */
export class Inboxes {
  readonly #byAgent = new Map<string, Inbox>();
  readonly #changed = new Set<string>();
  /** Counts the changes: who puts together all inboxes in pieces can tell whether they changed meanwhile. */
  revision = 0;

  open(agent: string): void {
    this.#inbox(agent).isOpen = true;
    this.#setChanged(agent);
  }

  close(agent: string): void {
    this.#inbox(agent).isOpen = false;
    this.#setChanged(agent);
  }

  set(agent: string, item: InboxItem): void {
    const inbox = this.#inbox(agent);
    const known = inbox.items.get(item.id);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(item)) return;
    inbox.items.set(item.id, item);
    inbox.changed.add(item.id);
    this.#setChanged(agent);
  }

  remove(agent: string, id: string): void {
    const inbox = this.#inbox(agent);
    if (!inbox.items.delete(id)) return;
    inbox.changed.add(id);
    this.#setChanged(agent);
  }

  /** What is known now has been told, as it was saved: only what changes from here on is news. */
  settle(): void {
    this.#changed.clear();
    for (const inbox of this.#byAgent.values()) inbox.changed.clear();
  }

  /** All inboxes as they are now, in parts of up to `limit` items. */
  *all(limit: number): Generator<InboxDelta, void, void> {
    for (const [agent, { items, isOpen }] of this.#byAgent) {
      if (!isOpen) continue;
      const all = [...items.values()];
      for (let first = 0; first === 0 || first < all.length; first += limit)
        yield { agent, isGone: false, items: all.slice(first, first + limit), removed: [] };
    }
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes up to `limit` changes of one inbox; ask again until there are none. */
  take(limit: number): InboxDelta | undefined {
    const [agent] = this.#changed;
    if (agent === undefined) return undefined;
    const inbox = this.#inbox(agent);
    const items: InboxItem[] = [];
    const removed: string[] = [];
    for (const id of inbox.changed) {
      if (items.length + removed.length === limit) break;
      inbox.changed.delete(id);
      const item = inbox.items.get(id);
      if (item === undefined) removed.push(id);
      else items.push(item);
    }
    const isTold = inbox.changed.size === 0;
    if (isTold) this.#changed.delete(agent);
    const isGone = isTold && !inbox.isOpen;
    if (isGone) this.#byAgent.delete(agent);
    return { agent, isGone, items, removed };
  }

  #setChanged(agent: string): void {
    this.revision += 1;
    this.#changed.add(agent);
  }

  #inbox(agent: string): Inbox {
    let inbox = this.#byAgent.get(agent);
    if (inbox === undefined) {
      inbox = { isOpen: false, items: new Map(), changed: new Set() };
      this.#byAgent.set(agent, inbox);
    }
    return inbox;
  }
}
