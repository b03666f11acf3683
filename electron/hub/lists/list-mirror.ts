import type { Disposable } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { ListChange, ListDelta, LiveList } from "./live-list.ts";

/** A list that is kept elsewhere, as it is told here. It knows nothing before its first snapshot is whole. */
export class ListMirror<T> implements LiveList<T>, Disposable {
  readonly idOf: (item: T) => string;
  readonly #changed = new Emitter<ListDelta<T> | "all">();
  readonly onChanged = this.#changed.event;
  #items = new Map<string, T>();
  #arriving = new Map<string, T>();

  constructor(idOf: (item: T) => string) {
    this.idOf = idOf;
  }

  all(): readonly T[] {
    return [...this.#items.values()];
  }

  apply(change: ListChange<T>): void {
    if (change.kind === "snapshot") {
      if (change.isFirst) this.#arriving = new Map();
      for (const item of change.items) this.#arriving.set(this.idOf(item), item);
      if (!change.isLast) return;
      this.#items = this.#arriving;
      this.#arriving = new Map();
      this.#changed.fire("all");
      return;
    }
    for (const item of change.items) this.#items.set(this.idOf(item), item);
    for (const id of change.removed) this.#items.delete(id);
    this.#changed.fire(change);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
