import { describe, expect, it } from "vitest";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { archiveRows, inboxRows, type ListRow } from "./list-rows.ts";
import {
  HEADING_HEIGHT_PX,
  heightOf,
  ITEM_HEIGHT_PX,
  layoutOf,
  rowAt,
  rowsInSight,
  scrollFor,
  topOf,
} from "./row-layout.ts";
import { stepTo } from "./step-to.ts";

const item = (id: number, extra: Partial<InboxItem> = {}): InboxItem => ({
  id: String(id),
  kind: "message",
  title: "",
  at: 0,
  ...extra,
});
const messages = (count: number): InboxItem[] => Array.from({ length: count }, (_, id) => item(id));
const words = (rows: readonly ListRow[]): string[] =>
  rows.map((row) => (row.kind === "heading" ? `${row.text} ${row.count}` : row.item.id));

describe("the rows of a list", () => {
  it("stand under a heading for each kind, and in an archive for each day", () => {
    expect(words(inboxRows([item(1, { kind: "task" }), item(2), item(3)]))).toEqual([
      "Tasks 1",
      "1",
      "Messages 2",
      "2",
      "3",
    ]);
    expect(
      words(archiveRows([item(1, { archivedOn: "2026-02-04" }), item(2, { archivedOn: "2026-02-03" })])),
    ).toEqual(["2026-02-04 1", "1", "2026-02-03 1", "2"]);
    expect(inboxRows([])).toEqual([]);
  });

  it("are drawn only where they are seen, however many there are", () => {
    const layout = layoutOf(inboxRows(messages(10_000)));
    expect(heightOf(layout)).toBe(HEADING_HEIGHT_PX + 10_000 * ITEM_HEIGHT_PX);
    const middle = rowsInSight(layout, 200_000, 600);
    expect(middle.to - middle.from).toBeLessThan(40);
    expect(topOf(layout, middle.from)).toBeLessThan(200_000);
    expect(topOf(layout, middle.to)).toBeGreaterThan(200_600);
    expect(rowsInSight(layout, 0, 600).from).toBe(0);
    expect(rowsInSight(layout, heightOf(layout) - 600, 600).to).toBe(10_001);
    expect(rowsInSight(layoutOf([]), 0, 600)).toEqual({ from: 0, to: 0 });
  });

  it("are found by the height at which they stand", () => {
    const layout = layoutOf(inboxRows(messages(3)));
    expect([-5, 0, HEADING_HEIGHT_PX - 1, HEADING_HEIGHT_PX, 1e9].map((top) => rowAt(layout, top))).toEqual([
      0, 0, 0, 1, 3,
    ]);
  });

  it("are scrolled into sight as little as will do, the first with its heading", () => {
    const layout = layoutOf(inboxRows(messages(100)));
    const tenth = topOf(layout, 10);
    expect(scrollFor(layout, 10, 0, 2000)).toBe(0);
    expect(scrollFor(layout, 10, tenth + 20, 600)).toBe(tenth);
    expect(scrollFor(layout, 50, 0, 600)).toBe(topOf(layout, 51) - 600);
    expect(scrollFor(layout, 1, HEADING_HEIGHT_PX, 600)).toBe(0);
  });
});

describe("a key in a list", () => {
  const rows = inboxRows([item(1, { kind: "task" }), item(2), item(3), ...messages(50)]);
  const height = 5 * ITEM_HEIGHT_PX;
  const step = (key: string, selected: number): number | undefined => stepTo(key, rows, selected, height);

  it("leads from item to item, over headings", () => {
    expect(words(rows).slice(0, 4)).toEqual(["Tasks 1", "1", "Messages 52", "2"]);
    expect([step("ArrowDown", -1), step("ArrowDown", 1), step("ArrowUp", 3)]).toEqual([1, 3, 1]);
    expect([step("ArrowUp", -1), step("ArrowUp", 1)]).toEqual([1, undefined]);
    expect([step("Home", 20), step("End", 1)]).toEqual([1, rows.length - 1]);
    expect(step("ArrowDown", rows.length - 1)).toBeUndefined();
  });

  it("leads a page on, and to the end where there is no whole page", () => {
    expect(step("PageDown", 10)).toBe(14);
    expect(step("PageDown", rows.length - 2)).toBe(rows.length - 1);
    expect([step("PageUp", 14), step("PageUp", 3), step("PageUp", -1)]).toEqual([10, 1, 1]);
  });

  it("leads nowhere where it is no such key, or there are no items", () => {
    expect(step("a", 1)).toBeUndefined();
    expect(stepTo("ArrowDown", [], -1, height)).toBeUndefined();
  });
});
