import type { ListChange, ListDelta, LiveList } from "./live-list.ts";

/** A follower that is this far behind is sent the whole list again: what it is owed does not grow without end. */
const MOST_CHANGES = 5000;

/** What a follower of a list has not been told yet. What changes twice meanwhile is told once. */
export class Unsent<T> {
  readonly #list: LiveList<T>;
  readonly #partSize: number;
  /** The rest of a snapshot that is on its way. */
  #snapshot: { readonly items: readonly T[]; readonly from: number } | undefined;
  #changed = new Map<string, T>();
  #removed = new Set<string>();
  #hasNews = false;

  constructor(list: LiveList<T>, partSize: number) {
    this.#list = list;
    this.#partSize = partSize;
    this.#begin();
  }

  /** Takes note of a change. */
  add(delta: ListDelta<T> | "all"): void {
    if (delta === "all") return this.#begin();
    this.#hasNews = true;
    for (const item of delta.items) {
      const id = this.#list.idOf(item);
      this.#removed.delete(id);
      this.#changed.set(id, item);
    }
    for (const id of delta.removed) {
      this.#changed.delete(id);
      this.#removed.add(id);
    }
    if (this.#changed.size + this.#removed.size > MOST_CHANGES) this.#begin();
  }

  /** The next part to tell; none while the follower knows all. */
  next(): ListChange<T> | undefined {
    return this.#nextOfSnapshot() ?? this.#nextChange();
  }

  #begin(): void {
    this.#snapshot = { items: this.#list.all(), from: 0 };
    this.#changed = new Map();
    this.#removed = new Set();
    this.#hasNews = false;
  }

  #nextOfSnapshot(): ListChange<T> | undefined {
    if (this.#snapshot === undefined) return undefined;
    const { items, from } = this.#snapshot;
    const to = from + this.#partSize;
    const isLast = to >= items.length;
    this.#snapshot = isLast ? undefined : { items, from: to };
    return { kind: "snapshot", items: items.slice(from, to), isFirst: from === 0, isLast };
  }

  #nextChange(): ListChange<T> | undefined {
    if (!this.#hasNews) return undefined;
    const items = taken(this.#changed.entries(), this.#partSize);
    for (const [id] of items) this.#changed.delete(id);
    const removed = taken(this.#removed.values(), this.#partSize);
    for (const id of removed) this.#removed.delete(id);
    this.#hasNews = this.#changed.size + this.#removed.size > 0;
    return { kind: "changed", items: items.map(([, item]) => item), removed };
  }
}

function taken<T>(values: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const value of values) {
    if (first.length === count) break;
    first.push(value);
  }
  return first;
}
