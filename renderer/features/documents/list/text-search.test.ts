import { expect, test } from "vitest";
import type { SearchResult } from "../../../../shared/contract/qms-search.ts";
import { createListStore } from "./list-store.ts";
import { createTextSearch } from "./text-search.ts";

const result = (total: number, isWhole: boolean): SearchResult => ({
  hits: [],
  total,
  isWhole,
  searched: isWhole ? 10 : 4,
  documents: 10,
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function searching() {
  const asked: {
    readonly query: string;
    readonly signal: AbortSignal;
    readonly answer: (result: SearchResult) => void;
  }[] = [];
  const list = createListStore({ getItem: () => null, setItem: () => undefined });
  const search = createTextSearch(
    list,
    (query, signal) => new Promise((answer) => asked.push({ query, signal, answer })),
  );
  return { asked, list, search };
}

test("takes back a question when there is a later one, and its answer counts no more", async () => {
  const { asked, list, search } = searching();
  search.find("ti");
  search.find("tide");
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[1]?.answer(result(2, true));
  asked[0]?.answer(result(9, true));
  await settled();
  expect(list.getState().found).toMatchObject({ query: "tide", total: 2 });
  expect(list.getState().isSearching).toBe(false);
});

test("shows what is found while not all could be searched", async () => {
  const { asked, list, search } = searching();
  search.find("tide");
  asked[0]?.answer(result(1, false));
  await settled();
  expect(list.getState().found?.searched).toEqual({ done: 4, all: 10 });
  expect(list.getState().isSearching).toBe(true);
  search.stop();
});

test("shows nothing where nothing is looked for", () => {
  const { asked, list, search } = searching();
  search.find("  ");
  expect(asked).toHaveLength(0);
  expect(list.getState().found).toBeUndefined();
});

test("has the texts read before there is a question, and shows nothing of that", () => {
  const { asked, list, search } = searching();
  search.prepare();
  expect(asked.map(({ query }) => query)).toEqual([""]);
  expect(list.getState()).toMatchObject({ found: undefined, isSearching: false });
});
