import { describe, expect, it } from "vitest";
import type { InboxChange, InboxItem } from "../../../../shared/contract/inbox.ts";
import { noItems, withInboxChanges, type InboxState } from "./inbox-store.ts";

const item = (id: string, at = 0, kind: InboxItem["kind"] = "message"): InboxItem => ({
  id,
  kind,
  title: id,
  at,
});
const part = (items: InboxItem[], isFirst = true, isLast = true): InboxChange => ({
  kind: "snapshot",
  items,
  isFirst,
  isLast,
});
const changed = (items: InboxItem[], removed: string[] = []): InboxChange => ({
  kind: "changed",
  items,
  removed,
});
const after = (...changes: InboxChange[]): InboxState => withInboxChanges(noItems(), changes);
const ids = (state: InboxState): string[] => state.items.map(({ id }) => id);

describe("the inbox that is open", () => {
  it("lists tasks, messages, notifications, then the rest, the latest of each first", () => {
    const state = after(
      part([
        item("strange", 9, "unknown"),
        item("old", 1),
        item("notice", 8, "notification"),
        item("new", 2),
        item("b", 2),
        item("task", 0, "task"),
      ]),
    );
    expect(ids(state)).toEqual(["task", "b", "new", "old", "notice", "strange"]);
  });

  it("is known when the last part of its list is here, and is as it was until then", () => {
    const first = after(part([item("a")], true, false));
    expect(first).toMatchObject({ isKnown: false, items: [] });
    const whole = withInboxChanges(first, [part([item("b")], false, true)]);
    expect(whole.isKnown).toBe(true);
    expect(ids(whole)).toEqual(["a", "b"]);
    const again = withInboxChanges(whole, [part([item("c")], true, false)]);
    expect(ids(again)).toEqual(["a", "b"]);
    expect(ids(withInboxChanges(again, [part([], false, true)]))).toEqual(["c"]);
  });

  it("takes what came and went within a frame at once, each item where it belongs", () => {
    const state = after(part([item("a", 1), item("b", 2), item("c", 3)]));
    const next = withInboxChanges(state, [
      changed([item("d", 9), item("a", 8)], ["b"]),
      changed([item("e", 2)], ["d"]),
    ]);
    expect(ids(next)).toEqual(["a", "c", "e"]);
    expect(ids(state)).toEqual(["c", "b", "a"]);
    expect(next.departures).toBeGreaterThan(state.departures);
  });

  it("takes a removal and a new item of the same name in their order", () => {
    const state = after(part([item("a", 1)]));
    expect(ids(withInboxChanges(state, [changed([], ["a"]), changed([item("a", 2)])]))).toEqual(["a"]);
    expect(ids(withInboxChanges(state, [changed([item("a", 2)]), changed([], ["a"])]))).toEqual([]);
  });
});
