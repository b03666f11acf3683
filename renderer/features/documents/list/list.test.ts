import { expect, test } from "vitest";
import { documentView } from "../../../../shared/contract/document-view.test-support.ts";
import { seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { COLUMNS, fittingColumns, type Sorting } from "./columns.ts";
import { rowOf, turnText } from "./document-row.ts";
import { filtered, NO_FILTERS, optionsOf, withToggled } from "./filters.ts";
import { rowSorter } from "./row-order.ts";
import { createListStore, withColumn, withSorting } from "./list-store.ts";

const rows = [
  rowOf(documentView({ id: "CR-001", status: "IN_PRE_REVIEW", pending: ["qa"], since: 3, title: "Beta" })),
  rowOf(documentView({ id: "CR-002", owner: "lead", since: 1, title: "Alpha tide" })),
  rowOf(
    documentView({ id: "SOP-001", type: "SOP", status: "EFFECTIVE", hasDraft: false, since: 2, title: "" }),
  ),
];
const sorted = (all: typeof rows, sorting: Sorting) => rowSorter()([all], sorting);
const ids = (list: readonly (typeof rows)[number][]) => list.map(({ document }) => document.id);

test("finds documents that have all the words, in whatever letters", () => {
  expect(ids(filtered(rows, { ...NO_FILTERS, text: "TIDE cr" }))).toEqual(["CR-002"]);
  expect(ids(filtered(rows, { ...NO_FILTERS, text: "  " }))).toEqual(ids(rows));
});

test("lets through what has one of the values in each field", () => {
  const types = withToggled(withToggled(NO_FILTERS, "type", "SOP"), "type", "CR");
  expect(ids(filtered(rows, types))).toEqual(ids(rows));
  expect(ids(filtered(rows, withToggled(types, "reviewer", "qa")))).toEqual(["CR-001"]);
  expect(withToggled(types, "type", "SOP").type).toEqual(["CR"]);
  expect(optionsOf("state", rows)).toContainEqual({ value: "EFFECTIVE", count: 1 });
});

test("sorts by any column, with what says nothing last", () => {
  expect(ids(sorted(rows, { column: "title", isDescending: false }))).toEqual([
    "CR-002",
    "CR-001",
    "SOP-001",
  ]);
  expect(ids(sorted(rows, { column: "title", isDescending: true }))).toEqual(["CR-001", "CR-002", "SOP-001"]);
  expect(ids(sorted(rows, { column: "id", isDescending: true }))).toEqual(["SOP-001", "CR-002", "CR-001"]);
  expect(ids(sorted(rows, { column: "age", isDescending: true }))).toEqual(["CR-002", "SOP-001", "CR-001"]);
});

test("says whose turn it is", () => {
  expect(rows.map(({ turn }) => turnText(turn))).toEqual(["qa", "lead", ""]);
});

test("leaves out the columns that matter least where there is no room", () => {
  expect(fittingColumns(COLUMNS, 2000)).toEqual(COLUMNS);
  const few = fittingColumns(COLUMNS, 660);
  expect(few).not.toContain("type");
  expect(few).toContain("state");
  expect(fittingColumns(COLUMNS, 10)).toEqual(["id", "title"]);
});

test("remembers columns and order, and takes nothing over that it does not know", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const store = createListStore(storage);
  store.setState((state) => withSorting(withSorting(withColumn(state, "type"), "age"), "age"), true);
  const again = createListStore(storage).getState();
  expect(again.columns).not.toContain("type");
  expect(again.sorting).toEqual({ column: "age", isDescending: true });
  kept.set([...kept.keys()][0] ?? "", '{"columns":["nonsense"]}');
  expect(createListStore(storage).getState().columns).toEqual(COLUMNS);
});

test("puts what changes into the order that it has, as if all were sorted anew", () => {
  const random = seededRandom(3);
  const someRow = (at: number) =>
    rowOf(
      documentView({ id: `CR-${String(at)}`, title: `T${String(random.below(9))}`, since: random.below(50) }),
    );
  let groups = Array.from({ length: 20 }, (_, group) =>
    Array.from({ length: 10 }, (_none, at) => someRow(group * 10 + at)),
  );
  const sorter = rowSorter();
  const sortings: readonly Sorting[] = [
    { column: "title", isDescending: false },
    { column: "age", isDescending: true },
    { column: "id", isDescending: true },
  ];
  for (let step = 0; step < 300; step += 1) {
    const sorting = sortings[Math.floor(step / 100)] ?? { column: "id", isDescending: false };
    const [group, at] = [random.below(20), random.below(10)];
    groups = groups.map((all, place) => {
      if (place !== group) return all;
      const others = all.filter((_, index) => index !== at);
      return random.below(4) === 0 ? others : [...others, someRow(1000 + step)];
    });
    const inOrder = sorter(groups, sorting);
    expect(ids(inOrder)).toEqual(ids(rowSorter()([groups.flat()], sorting)));
    expect(sorter(groups, sorting)).toBe(inOrder);
  }
});
