import type { Disposable } from "../../../shared/base/disposable.ts";
import type { LiveList } from "../lists/live-list.ts";

/** Tells of each item that comes into a list from now on; of what is there already, and of what changes in it, it is silent. */
export function followNewItems<T>(list: LiveList<T>, onNew: (items: readonly T[]) => void): Disposable {
  let known = new Set(list.all().map((item) => list.idOf(item)));
  return list.onChanged((delta) => {
    const all = delta === "all" ? list.all() : delta.items;
    const added = all.filter((item) => !known.has(list.idOf(item)));
    if (delta === "all") known = new Set(all.map((item) => list.idOf(item)));
    else {
      for (const id of delta.removed) known.delete(id);
      for (const item of delta.items) known.add(list.idOf(item));
    }
    if (added.length > 0) onNew(added);
  });
}
