import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { InboxItem } from "../../../shared/contract/inbox.ts";
import { HistoryEvent } from "../../../shared/contract/qms.ts";
import { addOddities } from "./testing/oddities.test-support.ts";
import { auditLine, messageText } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };
const AUDIT = "QMS/.audit/CR/CR-001.jsonl";

describe("a document's history", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("has every event that can be read, and says which lines cannot", async () => {
    addOddities(rig.files);
    rig.age();
    const { reader } = await rig.open();
    const { events, problems } = await reader.history("CR-010");
    expect(events).toMatchObject([
      { at: "2026-01-02T03:04:05.123456", event: "CREATE", user: "claude", details: { comment: "old" } },
      {
        at: "2026-01-02T03:04:05.123456+00:00",
        event: "SEED",
        user: "system",
        details: { message: "m" },
      },
      { event: "ROUTE_REVIEW", details: { assignees: ["qa"], review_type: "PRE_REVIEW" } },
    ]);
    expect(problems).toEqual([
      {
        path: "QMS/.audit/CR/CR-010.jsonl",
        problem: "Lines 3, 4 are no events. Restore the file from git or a backup.",
      },
    ]);
  });

  it("is the latest part of a long one, and names only some of many bad lines", async () => {
    rig.files.document("CR-001", "CR", CR);
    const lines = Array.from({ length: 3000 }, (_, index) => auditLine("CHECKIN", { number: String(index) }));
    rig.files.write(AUDIT, `${[...lines, ...Array<string>(30).fill("{")].join("\n")}\n`);
    const { reader } = await rig.open();
    const { events, problems } = await reader.history("CR-001", 2);
    expect(events.map(({ details }) => details["number"])).toEqual(["2998", "2999"]);
    expect(problems[0]?.problem).toMatch(/^Lines 3001, .* and 20 more are no events/);
    expect((await reader.history("CR-001")).events).toHaveLength(2000);
  });

  it("can be shown as it is, whatever its lines say", async () => {
    rig.files.document("CR-001", "CR", CR);
    const hostile = "\u001b[2J\u001b]0;x\u0007".repeat(10);
    const many = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [`${hostile}${index}`, hostile]),
    );
    const line = {
      ...many,
      ts: "9".repeat(99),
      event: "😀".repeat(90),
      user: hostile + "x".repeat(99),
      version: "1".repeat(99),
    };
    const lists = {
      event: "x",
      assignees: Array(500).fill("😀".repeat(400)),
      deep: { a: { b: hostile } },
      none: null,
    };
    rig.files.write(AUDIT, `${JSON.stringify(line)}\n${JSON.stringify(lists)}\n[]\n7\n`);
    const { reader } = await rig.open();
    const { events, problems } = await reader.history("CR-001");
    expect(events).toHaveLength(2);
    for (const event of events) expect(HistoryEvent.safeParse(event).error).toBeUndefined();
    const texts: string[] = [];
    JSON.stringify(events, (key, value) => {
      texts.push(key, String(value));
      return value;
    });
    expect(texts.join("\n")).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(problems[0]?.problem).toMatch(/^Lines 3, 4 /);
  });

  it("of a document that is not there, or of no document, is empty", async () => {
    rig.files.document("CR-001", "CR", CR);
    rig.files.write("secret.jsonl", auditLine("CREATE"));
    const { reader } = await rig.open();
    for (const id of ["CR-404", "../../../secret", "", "__proto__"])
      expect(await reader.history(id)).toEqual({ events: [], problems: [] });
  });
});

describe("an archive", () => {
  trackDisposables();
  const rig = useReaderRig();

  const archive = (day: string, second: string, subject: string): void => {
    const path = `.claude/users/qa/inbox-archive/${day}/msg-bu-${day}-1200${second}.md`;
    rig.files.write(
      path,
      messageText("bu", "qa", subject).replace("2026-02-04T14:30:22", `${day}T12:00:${second}`),
    );
  };

  it("comes latest first, as much as was asked for, with the number of all", async () => {
    for (let second = 10; second < 30; second += 1) archive("2026-02-04", String(second), `Old ${second}`);
    for (let second = 10; second < 30; second += 1) archive("2026-02-05", String(second), `New ${second}`);
    rig.files.write(".claude/users/qa/inbox-archive/2026-02-05/.hidden.md", "x");
    rig.files.write(".claude/users/qa/inbox-archive/not-a-day/note.md", "x");
    const { reader } = await rig.open();
    const { items, total } = await reader.archived("qa", { limit: 23 });
    expect(total).toBe(40);
    expect(items).toHaveLength(23);
    expect(items.map(({ title }) => title).slice(17)).toEqual([
      "New 12",
      "New 11",
      "New 10",
      "Old 29",
      "Old 28",
      "Old 27",
    ]);
    expect(items[0]).toMatchObject({
      id: "msg-bu-2026-02-05-120029",
      archivedOn: "2026-02-05",
      kind: "message",
    });
    for (const item of items) expect(InboxItem.parse(item)).toEqual(item);
  });

  it("is empty where there is none, and where it lies outside", async () => {
    const outside = rig.outside("elsewhere");
    mkdirSync(`${outside}/2026-02-04`);
    writeFileSync(`${outside}/2026-02-04/note.md`, "# Secret\n");
    mkdirSync(rig.files.path(".claude/users/claude/inbox-archive"), { recursive: true });
    mkdirSync(rig.files.path(".claude/users/bu"), { recursive: true });
    symlinkSync(outside, rig.files.path(".claude/users/qa-archive"), "junction");
    symlinkSync(outside, rig.files.path(".claude/users/bu/inbox-archive"), "junction");
    symlinkSync(
      `${outside}/2026-02-04`,
      rig.files.path(".claude/users/claude/inbox-archive/2026-02-04"),
      "junction",
    );
    const { reader } = await rig.open();
    for (const agent of ["qa", "bu", "claude", "../../..", "."])
      expect(await reader.archived(agent, { limit: 10 })).toEqual({ items: [], total: 0 });
    await expect(reader.readItem("bu", "note", "2026-02-04")).rejects.toMatchObject({ code: "not_found" });
    await expect(reader.readItem("claude", "note", "2026-02-04")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("an item's text", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("is read from the inbox and from the archive, without what steers a terminal", async () => {
    rig.files.inbox("qa", "note.md", "# One\r\n\u001b[2Jtwo\n");
    rig.files.write(".claude/users/qa/inbox-archive/2026-02-04/note.md", "# Old\n");
    const { reader } = await rig.open();
    expect(await reader.readItem("qa", "note")).toBe("# One\ntwo\n");
    expect(await reader.readItem("qa", "note", "2026-02-04")).toBe("# Old\n");
  });

  it("is cut where nobody would read on", async () => {
    rig.files.inbox("qa", "note.md", "long ".repeat(300_000));
    const { reader } = await rig.open();
    const text = await reader.readItem("qa", "note");
    expect(text.length).toBeLessThan(300_000);
    expect(text).toMatch(/The rest is left out/);
  });

  it("is that of an item alone", async () => {
    rig.files.inbox("qa", "note.md", "# One\n");
    rig.files.write(".claude/users/qa/secret.md", "secret");
    rig.files.write("QMS/CR/CR-001/CR-001-draft.md", "secret");
    rig.files.inbox("qa", ".hidden.md", "secret");
    symlinkSync(
      rig.files.path("QMS/CR/CR-001/CR-001-draft.md"),
      rig.files.path(".claude/users/qa/inbox/linked.md"),
    );
    utimesSync(rig.files.path(".claude/users/qa/inbox/note.md"), 0, 0);
    const { reader } = await rig.open();
    const asked: readonly (readonly [agent: string, id: string, day?: string])[] = [
      ["qa", "../secret"],
      ["qa", "..\\secret"],
      ["qa", "inbox/../../secret"],
      ["qa", ".hidden"],
      ["qa", "note\0"],
      ["qa", "note.md"],
      ["qa", ""],
      ["qa", "linked"],
      ["qa", "note", "2026-02-04"],
      ["qa", "note", "../inbox"],
      ["qa", "secret", ".."],
      ["../users/qa", "note"],
      ["../../QMS/CR/CR-001/..", "note"],
      ["nobody", "note"],
    ];
    for (const [agent, id, day] of asked) {
      await expect(reader.readItem(agent, id, day), `${agent} ${id} ${day}`).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await reader.readItem("qa", "note")).toBe("# One\n");
  });
});
