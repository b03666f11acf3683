import { afterEntry } from "../../../shared/ledger/apply-entry.ts";
import type { ItemEntry } from "../../../shared/ledger/ledger-entry.ts";
import { isToAnnounce, type ItemKey, type LedgerItem } from "../../../shared/ledger/ledger-item.ts";

interface Inbox {
  readonly items: Map<string, LedgerItem>;
  readonly toAnnounce: Map<string, LedgerItem>;
}

/** What a change that is not on disk yet has changed: the item as the disk has it, and how many changes wait. */
interface Unwritten {
  readonly key: ItemKey;
  onDisk: LedgerItem | undefined;
  waiting: number;
}

/** A change of one item, made in memory and on its way to the disk. */
export interface ItemChange {
  readonly key: ItemKey;
  readonly after: LedgerItem | undefined;
}

/** The open items of all inboxes. What is on its way to the disk shows already, and can be taken back. */
export class ItemIndex {
  readonly #inboxes = new Map<string, Inbox>();
  readonly #unwritten = new Map<string, Unwritten>();
  #size = 0;

  /** How many items are open. */
  get size(): number {
    return this.#size;
  }

  get(key: ItemKey): LedgerItem | undefined {
    return this.#inboxes.get(key.agent)?.items.get(placeOf(key));
  }

  itemsOf(agent: string): LedgerItem[] {
    return [...(this.#inboxes.get(agent)?.items.values() ?? [])];
  }

  /** Those that their agent is to be told of, the oldest first. */
  toAnnounce(agent: string): LedgerItem[] {
    const items = [...(this.#inboxes.get(agent)?.toAnnounce.values() ?? [])];
    return items.toSorted((one, other) => one.createdAt - other.createdAt);
  }

  get agents(): string[] {
    return [...this.#inboxes.keys()];
  }

  *all(): Generator<LedgerItem, void, void> {
    for (const { items } of this.#inboxes.values()) yield* items.values();
  }

  /** Takes in an entry that is on disk. */
  load(entry: ItemEntry, at: number): void {
    this.#set(entry, afterEntry(this.get(entry), entry, at));
  }

  /** Takes in an entry that is about to be written. */
  change(entry: ItemEntry, at: number): ItemChange {
    const { agent, item, file } = entry;
    const key = { agent, item, file };
    const before = this.get(key);
    const after = afterEntry(before, entry, at);
    const path = pathOf(key);
    const unwritten = this.#unwritten.get(path);
    if (unwritten === undefined) this.#unwritten.set(path, { key, onDisk: before, waiting: 1 });
    else unwritten.waiting += 1;
    this.#set(key, after);
    return { key, after };
  }

  /** The change is on disk. Changes arrive there in the order in which they were made. */
  written({ key, after }: ItemChange): void {
    const path = pathOf(key);
    const unwritten = this.#unwritten.get(path);
    if (unwritten === undefined) return;
    unwritten.onDisk = after;
    unwritten.waiting -= 1;
    if (unwritten.waiting === 0) this.#unwritten.delete(path);
  }

  /** Nothing of what is not on disk yet will get there. */
  takeBack(): void {
    for (const { key, onDisk } of this.#unwritten.values()) this.#set(key, onDisk);
    this.#unwritten.clear();
  }

  /** The open items as the disk has them. */
  onDisk(): LedgerItem[] {
    const changed = new Set<LedgerItem | undefined>();
    const items: LedgerItem[] = [];
    for (const { key, onDisk } of this.#unwritten.values()) {
      changed.add(this.get(key));
      if (onDisk !== undefined) items.push(onDisk);
    }
    for (const item of this.all()) if (!changed.has(item)) items.push(item);
    return items;
  }

  #set(key: ItemKey, item: LedgerItem | undefined): void {
    const { items, toAnnounce } = this.#inbox(key.agent);
    const place = placeOf(key);
    const had = items.size;
    if (item === undefined) items.delete(place);
    else items.set(place, item);
    this.#size += items.size - had;
    if (item !== undefined && isToAnnounce(item)) toAnnounce.set(place, item);
    else toAnnounce.delete(place);
    if (items.size === 0) this.#inboxes.delete(key.agent);
  }

  #inbox(agent: string): Inbox {
    let inbox = this.#inboxes.get(agent);
    if (inbox === undefined) {
      inbox = { items: new Map(), toAnnounce: new Map() };
      this.#inboxes.set(agent, inbox);
    }
    return inbox;
  }
}

/** No system has this character in the name of a file: no two keys are written alike. */
const BETWEEN = "\0";

function placeOf({ item, file }: ItemKey): string {
  return `${item}${BETWEEN}${file}`;
}

function pathOf(key: ItemKey): string {
  return `${key.agent}${BETWEEN}${placeOf(key)}`;
}
