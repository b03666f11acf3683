import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withEntries } from "../../../../shared/activity/with-entries.ts";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import {
  ActivityEntry,
  type ActivityFilter,
  type ActivityPage,
} from "../../../../shared/contract/activity.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import { historyLines } from "../sources/history-lines.ts";
import { ledgerLines } from "../sources/ledger-lines.ts";
import { recordedLines } from "../sources/recorded-lines.ts";
import { ActivityIndex, type IndexNews } from "./activity-index.ts";
import { entryFilter } from "./row-filter.ts";
import { loadIndex, saveIndex, type SavedActivity } from "./saved-index.ts";

let root = "";
let index: ActivityIndex;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quorum-activity-"));
  for (const folder of ["QMS/.audit/CR", "ledger", "activity"])
    mkdirSync(join(root, folder), { recursive: true });
  index = open();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function open(saved?: SavedActivity): ActivityIndex {
  const sources = [
    recordedLines(join(root, "activity")),
    ledgerLines(join(root, "ledger")),
    historyLines(root),
  ];
  return new ActivityIndex(sources, saved);
}

function done<T>(work: SlicedWork<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

function look(): IndexNews {
  return done(index.lookAtAll(() => true));
}

function page(filter: ActivityFilter = {}, before?: string, limit = 50): ActivityPage {
  return done(index.walk({ filter, limit, direction: "back", from: before }));
}

function allPages(filter: ActivityFilter = {}, limit = 50): ActivityEntry[] {
  const entries: ActivityEntry[] = [];
  for (let next: string | undefined; ;) {
    const part = page(filter, next, limit);
    entries.push(...part.entries);
    next = part.next;
    if (next === undefined) return entries;
  }
}

const LINES = {
  history: (at: number, text: string): string =>
    JSON.stringify({
      ts: new Date(at).toISOString(),
      event: "REVIEW",
      user: "qa",
      version: "0.1",
      comment: text,
    }),
  ledger: (at: number, text: string): string =>
    JSON.stringify({
      seq: 1,
      at,
      prev: "",
      kind: "announced",
      agent: "qa",
      item: `msg-${text}`,
      proof: "Seen.",
    }),
  recorded: (at: number, text: string): string =>
    JSON.stringify({ at, kind: "tool", event: "used", agent: "tu_ui", text, details: { tool: "Bash" } }),
};
const FILES = {
  history: (number: number) => `QMS/.audit/CR/CR-00${number}.jsonl`,
  ledger: (number: number) => `ledger/00000${number}.jsonl`,
  recorded: (number: number) => `activity/2026-02-0${number}.jsonl`,
};
const SORTS = ["history", "ledger", "recorded"] as const;

function add(file: string, ...lines: readonly string[]): void {
  appendFileSync(join(root, file), lines.map((line) => `${line}\n`).join(""));
}

describe("the index of the timeline", () => {
  it("loses no entry over the borders of pages and has none twice, while others come at any time", () => {
    const random = seededRandom(7);
    for (let round = 0; round < rounds(10); round += 1) {
      rmSync(root, { recursive: true, force: true });
      for (const folder of ["QMS/.audit/CR", "ledger", "activity"])
        mkdirSync(join(root, folder), { recursive: true });
      index = open();
      let count = 0;
      const write = (): void => {
        for (let left = random.below(12); left > 0; left -= 1) {
          const sort = SORTS[random.below(3)] ?? "history";
          // Few moments, so that many entries share one; some of them long before what is there already.
          const at = 1_770_000_000_000 + 1000 * random.below(20);
          add(FILES[sort](1 + random.below(3)), LINES[sort](at, `number-${count}`));
          count += 1;
        }
      };
      for (let times = 0; times < 5; times += 1) write();
      look();
      let known: readonly ActivityEntry[] = [];
      let next: string | undefined;
      do {
        const part = page({}, next, 1 + random.below(7));
        known = withEntries(known, part.entries);
        next = part.next;
        write();
        known = withEntries(known, index.entriesOf(look().added));
      } while (next !== undefined);
      expect(known).toHaveLength(count);
      expect(new Set(known.map(({ text }) => /number-\d+/.exec(text)?.[0])).size).toBe(count);
      expect(known.map(({ id }) => id)).toEqual(
        known
          .map(({ id }) => id)
          .toSorted()
          .toReversed(),
      );
      expect(allPages({}, 3)).toEqual(known);
      for (const entry of known) expect(ActivityEntry.safeParse(entry).success).toBe(true);
      // Another run gives them the same names: one that begins with what was kept, and one that reads everything anew.
      saveIndex(root, index.save());
      index = open(loadIndex(root));
      expect(allPages()).toEqual(known);
      write();
      expect(look().hasLost).toBe(false);
      const all = allPages();
      index = open();
      look();
      expect(allPages()).toEqual(all);
      expect(all).toHaveLength(count);
    }
  });

  it("goes through the same entries forth and back, from any place", () => {
    const random = seededRandom(11);
    for (let number = 0; number < 60; number += 1)
      add(FILES.recorded(1), LINES.recorded(1000 * random.below(10), `number-${number}`));
    look();
    const all = allPages();
    const forth: ActivityEntry[] = [];
    let from: string | undefined;
    do {
      const part = done(index.walk({ filter: {}, limit: 7, direction: "forth", from }));
      forth.push(...part.entries);
      from = part.next;
    } while (from !== undefined);
    expect(forth.toReversed()).toEqual(all);
  });

  it("finds what a filter means, and passes what comes by the same rule", () => {
    const day = Date.parse("2026-02-03T10:00:00Z");
    add(FILES.history(1), LINES.history(day, "Torque is too low"), LINES.history(day + 1000, "Good"));
    add("QMS/.audit/CR/CR-001-VAR-001.jsonl", LINES.history(day + 2000, "a child"));
    add(FILES.history(2), LINES.history(day + 3000, "another"));
    add(FILES.recorded(3), LINES.recorded(day + 4000, "tu_ui used Bash"));
    look();
    const all = allPages();
    const filters: readonly [ActivityFilter, number][] = [
      [{}, 5],
      [{ kinds: ["tool"] }, 1],
      [{ agents: ["qa"] }, 4],
      [{ agents: ["nobody"] }, 0],
      [{ document: "CR-001" }, 3],
      [{ document: "CR-00" }, 0],
      [{ text: "TORQUE low" }, 1],
      [{ text: "bash" }, 1],
      [{ since: day + 1000, until: day + 3000 }, 2],
      [{ agents: ["qa"], text: "cr-002 another", kinds: ["document", "tool"] }, 1],
    ];
    for (const [filter, count] of filters) {
      expect([filter, allPages(filter)]).toEqual([filter, all.filter(entryFilter(filter))]);
      expect([filter, allPages(filter).length]).toEqual([filter, count]);
    }
  });

  it("waits for the end of a line, leaves out what is no event, and goes on behind it", () => {
    const file = FILES.recorded(1);
    add(file, LINES.recorded(1, "one"), "{ not JSON", JSON.stringify({ at: 2, kind: "what", event: "x" }));
    appendFileSync(join(root, file), LINES.recorded(3, "three").slice(0, 30));
    look();
    expect(allPages().map(({ text }) => text)).toEqual(["one"]);
    appendFileSync(join(root, file), `${LINES.recorded(3, "three").slice(30)}\n`);
    look();
    expect(allPages().map(({ text }) => text)).toEqual(["three", "one"]);
  });

  it("notices a file that was written anew, and one that is gone", () => {
    const file = FILES.history(1);
    add(file, LINES.history(1000, "one"), LINES.history(2000, "two"));
    add(FILES.history(2), LINES.history(3000, "other"));
    look();
    writeFileSync(
      join(root, file),
      `${LINES.history(1000, "one")}\n${LINES.history(2500, "three and more")}\n`,
    );
    expect(look().hasLost).toBe(true);
    expect(allPages().map(({ at }) => at)).toEqual([3000, 2500, 1000]);
    unlinkSync(join(root, file));
    expect(look().hasLost).toBe(true);
    expect(allPages().map(({ at }) => at)).toEqual([3000]);
  });

  it("reads everything anew where what was kept is damaged", () => {
    add(FILES.recorded(1), LINES.recorded(1, "one"), LINES.recorded(2, "two"));
    look();
    const all = allPages();
    saveIndex(root, index.save());
    const file = join(root, "index");
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += 23) {
      const damaged = Buffer.from(bytes);
      damaged[at] = 255 - (damaged[at] ?? 0);
      writeFileSync(file, damaged);
      index = open(loadIndex(root));
      look();
      expect(allPages().every(({ id }) => all.some((entry) => entry.id === id))).toBe(true);
    }
    writeFileSync(file, bytes.subarray(0, bytes.length - 5));
    expect(loadIndex(root)).toBeUndefined();
  });

  it("shows hostile texts as plain lines", () => {
    add(
      FILES.recorded(1),
      JSON.stringify({
        at: -5,
        kind: "tool",
        event: "\u001b]0;x\u0007",
        text: "a\nb\u202e",
        details: { k: "\u001b[31mred" },
      }),
      JSON.stringify({
        at: 1e300,
        kind: "problem",
        event: "e",
        text: "x".repeat(10_000),
        details: { a: 1, b: ["c"] },
      }),
    );
    look();
    const entries = allPages();
    for (const entry of entries) expect(ActivityEntry.safeParse(entry).success).toBe(true);
    expect(entries.map(({ details }) => details)).toEqual([{ a: "1", b: "c" }, { k: "red" }]);
  });
});
