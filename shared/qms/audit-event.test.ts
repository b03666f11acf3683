import { describe, expect, it } from "vitest";
import { auditLine, parseAudit, reviewersIn } from "./audit-event.ts";

const AT = Date.UTC(2026, 1, 4, 14, 30, 22, 987);

describe("a line of a document's history", () => {
  it("is written byte for byte as others write it", () => {
    const line = auditLine(
      {
        event: "ROUTE_REVIEW",
        user: "claude",
        version: "0.1",
        details: { assignees: ["qa", "tu_ui"], review_type: "PRE_REVIEW" },
      },
      AT,
    );
    expect(line).toBe(
      '{"ts": "2026-02-04T14:30:22+00:00", "event": "ROUTE_REVIEW", "user": "claude", "version": "0.1", ' +
        '"assignees": ["qa", "tu_ui"], "review_type": "PRE_REVIEW"}',
    );
  });

  it("is one line, whatever a comment holds, and leaves letters as they are", () => {
    const comment = 'two\nlines, "quoted", größer, 🎉';
    const line = auditLine({ event: "REVIEW", user: "qa", version: "0.1", details: { comment } }, AT);
    expect(line).not.toContain("\n");
    expect(line).toContain("größer, 🎉");
    expect(parseAudit(line).events[0]?.details["comment"]).toBe(comment);
  });

  it("is read also in its older shapes", () => {
    const text = [
      '{"timestamp": "2026-01-01T00:00:00.000000+00:00", "action": "seed", "user": "system", "details": {}}',
      '{"ts": "2026-01-02T10:00:00.123456", "event": "CREATE", "user": "claude", "version": "0.1", "comment": "T"}',
      "",
    ].join("\n");
    expect(parseAudit(text).events.map(({ event }) => event)).toEqual(["SEED", "CREATE"]);
  });

  it("hides nothing of the others where one cannot be read", () => {
    const good = auditLine({ event: "CHECKIN", user: "claude", version: "0.1" }, AT);
    const { events, badLines } = parseAudit(`${good}\n{"ts": "20\n[]\n${good}\n`);
    expect(events).toHaveLength(2);
    expect(badLines).toEqual([2, 3]);
  });

  it("names everyone who reviewed, once", () => {
    const line = (user: string): string => auditLine({ event: "REVIEW", user, version: "0.1" }, AT);
    expect(reviewersIn(parseAudit([line("qa"), line("tu_ui"), line("qa")].join("\n")).events)).toEqual([
      "qa",
      "tu_ui",
    ]);
  });
});
