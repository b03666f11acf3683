import { describe, expect, it } from "vitest";
import type { ActivityEntry } from "../../../shared/contract/activity.ts";
import { noActivity, withChanges, withHeldShown, withOlder, withReading } from "./activity-store.ts";
import { filterOf, isFiltered, NO_CHOICE, rangeText } from "./filter/filter-choice.ts";
import { stepFrom, timelineRows } from "./list/timeline-rows.ts";

function entry(number: number): ActivityEntry {
  const at = new Date(2026, 1, 4).getTime() + number * 3_600_000;
  return {
    id: `${String(at).padStart(14, "0")}+a+0000000000`,
    at,
    kind: "turn",
    event: "began",
    text: "",
    details: {},
  };
}

const [one, two, three, four] = [entry(1), entry(2), entry(3), entry(4)];

describe("what happened, as it is shown", () => {
  const begun = withChanges(noActivity(), [{ kind: "snapshot", entries: [two], next: two.id }]);

  it("follows what comes, and holds it back while somebody reads", () => {
    expect(withChanges(begun, [{ kind: "added", entries: [three] }]).entries).toEqual([three, two]);
    const reading = withChanges(withReading(begun, true), [{ kind: "added", entries: [three] }]);
    expect([reading.entries, reading.held]).toEqual([[two], [three]]);
    expect(withHeldShown(reading)).toMatchObject({ entries: [three, two], held: [], isReading: false });
    expect(withReading(reading, false).entries).toEqual([three, two]);
  });

  it("has older ones behind it, and takes a snapshot for news where it goes on from what is known", () => {
    const older = withOlder(begun, { entries: [one] });
    expect([older.entries, older.next]).toEqual([[two, one], undefined]);
    const again = withChanges(older, [{ kind: "snapshot", entries: [four, two], next: two.id }]);
    expect([again.entries, again.next]).toEqual([[four, two, one], undefined]);
    expect(withChanges(older, [{ kind: "snapshot", entries: [four] }]).entries).toEqual([four]);
  });

  it("stands under its days, and is walked through by keys", () => {
    const rows = timelineRows([entry(25), two, one], entry(26).at);
    expect(rows.map((row) => (row.kind === "day" ? row.text : row.entry.at))).toEqual([
      "Today",
      entry(25).at,
      "Yesterday",
      two.at,
      one.at,
    ]);
    expect(stepFrom("ArrowDown", rows, 1, 10)).toEqual(two);
    expect(stepFrom("ArrowUp", rows, 3, 10)).toEqual(entry(25));
    expect(stepFrom("End", rows, -1, 10)).toEqual(one);
  });
});

describe("the filter that a person chose", () => {
  it("is asked for as the hub knows it", () => {
    const choice = { ...NO_CHOICE, text: " tides ", document: "cr-001", kinds: ["turn" as const] };
    expect(filterOf(choice, 0)).toEqual({ kinds: ["turn"], document: "CR-001", text: "tides" });
    expect([isFiltered(choice), isFiltered(NO_CHOICE)]).toEqual([true, false]);
  });

  it("has days from their beginning to their end", () => {
    const range = { kind: "days", from: "2026-02-04", to: "2026-02-05" } as const;
    expect(filterOf({ ...NO_CHOICE, range }, 0)).toEqual({
      since: new Date(2026, 1, 4).getTime(),
      until: new Date(2026, 1, 6).getTime(),
    });
    expect(rangeText(range)).toBe("2026-02-04 to 2026-02-05");
  });
});
