import { describe, expect, it } from "vitest";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import { noticeLine } from "./notice-line.ts";

function lineOf(item: Partial<InboxItem>): string {
  return noticeLine({ id: "item", kind: "message", title: "A subject", at: 0, ...item });
}

describe("the line that an agent is told", () => {
  it("names the document and says what to do", () => {
    const title = "Pre-review of CR-012: New gate";
    expect(lineOf({ kind: "task", title, from: "claude", document: "CR-012" })).toBe(
      "New task from claude: Pre-review of CR-012: New gate. Run qms inbox.",
    );
    expect(lineOf({ kind: "notification", title: "It was approved.", document: "SOP-001" })).toBe(
      "New notification: It was approved (SOP-001). Run qms inbox.",
    );
    expect(lineOf({ from: "qa" })).toBe('New message from qa: "A subject". Run qms inbox.');
    expect(lineOf({ kind: "unknown", title: "notes" })).toBe(
      'New file in your inbox: "notes". Run qms inbox.',
    );
  });

  it.each([
    ["escape sequences", "\u001b[31mred\u001b[0m \u001b]0;title\u0007end"],
    ["lines", "one\r\ntwo\u2028three\u0085four"],
    ["a paste's end and Enter", "a\u001b[201~\rrm -rf /\r"],
    ["bidirectional marks", "abc\u202edcba\u2066x\u2069"],
    ["marks that are not seen", "a\u200bb\u00adc\u{e0041}"],
    ["a hundred kilobytes", "x".repeat(100_000)],
  ])("is one short line of seen characters where the title has %s", (_what, title) => {
    const line = lineOf({ title, from: title, document: title });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u);
    expect(line.length).toBeLessThan(400);
    expect(line.endsWith("Run qms inbox.")).toBe(true);
  });
});
