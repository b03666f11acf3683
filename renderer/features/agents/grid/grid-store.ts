import { z } from "zod";
import { createStore, type StoreApi } from "zustand/vanilla";

const KEY = "quorum.grid";

const Look = z.object({ size: z.enum(["small", "medium", "large"]), who: z.enum(["all", "up"]) });

/** How the person looks at all screens. */
export type GridLook = z.infer<typeof Look>;

export type GridStore = StoreApi<GridLook>;

/** The look as it was left last, kept with each change. */
export function createGridStore(storage: Pick<Storage, "getItem" | "setItem">): GridStore {
  const store = createStore<GridLook>(() => remembered(storage));
  store.subscribe((look) => storage.setItem(KEY, JSON.stringify(look)));
  return store;
}

function remembered(storage: Pick<Storage, "getItem">): GridLook {
  try {
    return Look.parse(JSON.parse(storage.getItem(KEY) ?? ""));
  } catch {
    // Nothing is lost but a taste.
    return { size: "medium", who: "all" };
  }
}
