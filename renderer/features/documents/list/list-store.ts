import { z } from "zod";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { SearchHit } from "../../../../shared/contract/qms-search.ts";
import { COLUMNS, type ColumnId, type Sorting } from "./columns.ts";
import { NO_FILTERS, type Filters } from "./filters.ts";

/** What a search in the texts has found so far. */
export interface Found {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** How many documents could be searched already, while not all could. */
  readonly searched: { readonly done: number; readonly all: number } | undefined;
  readonly problem?: string;
}

/** How a person looks at the documents; it stays as it is while they are elsewhere. */
export interface ListState {
  readonly filters: Filters;
  readonly sorting: Sorting;
  readonly columns: readonly ColumnId[];
  /** Whether what is typed is looked for in the texts and comments. */
  readonly isInTexts: boolean;
  readonly found: Found | undefined;
  /** Whether there is a later question than the one that `found` answers. */
  readonly isSearching: boolean;
  readonly active: string | undefined;
}

export type ListStore = StoreApi<ListState>;

const KEY = "quorum.documents";
const Column = z.enum(COLUMNS);
const Kept = z.object({
  columns: z.array(Column).max(COLUMNS.length),
  sorting: z.object({ column: Column, isDescending: z.boolean() }),
});

/** The state of the list: columns and order are remembered in the browser's storage. */
export function createListStore(storage: Pick<Storage, "getItem" | "setItem">): ListStore {
  const { columns, sorting } = keptIn(storage);
  const store = createStore<ListState>(() => ({
    filters: NO_FILTERS,
    sorting,
    columns,
    isInTexts: false,
    found: undefined,
    isSearching: false,
    active: undefined,
  }));
  store.subscribe((state, before) => {
    if (state.columns === before.columns && state.sorting === before.sorting) return;
    storage.setItem(KEY, JSON.stringify({ columns: state.columns, sorting: state.sorting }));
  });
  return store;
}

function keptIn(storage: Pick<Storage, "getItem">): z.infer<typeof Kept> {
  const usual = { columns: [...COLUMNS], sorting: { column: "id" as const, isDescending: false } };
  const text = storage.getItem(KEY);
  if (text === null) return usual;
  try {
    const kept = Kept.parse(JSON.parse(text));
    // What names a document cannot be put away.
    return { ...kept, columns: COLUMNS.filter((id) => id === "id" || kept.columns.includes(id)) };
  } catch {
    return usual;
  }
}

/** Shows a column, or puts it away. */
export function withColumn(state: ListState, column: ColumnId): ListState {
  const has = state.columns.includes(column);
  return {
    ...state,
    columns: COLUMNS.filter((id) => (id === column ? !has : state.columns.includes(id))),
  };
}

/** Sorts by a column; once more turns the order around. */
export function withSorting(state: ListState, column: ColumnId): ListState {
  const isSame = state.sorting.column === column;
  return { ...state, sorting: { column, isDescending: isSame && !state.sorting.isDescending } };
}
