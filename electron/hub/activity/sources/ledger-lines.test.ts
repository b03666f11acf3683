import { describe, expect, it } from "vitest";
import { ledgerLines } from "./ledger-lines.ts";
import type { LineEntry } from "./line-source.ts";

const CALL = { kind: "tool-call", user: "qa", door: "session", server: "qms", tool: "qms_review", ms: 12 };

function read(value: object): LineEntry | undefined {
  const file = { name: "l.000001", path: "000001.jsonl" };
  return ledgerLines("ledger").read(JSON.stringify({ at: 1000, ...value }), file);
}

describe("the ledger in the timeline", () => {
  it("tells who called which tool for which document, and what came of it", () => {
    const entry = read({ ...CALL, outcome: "done", arguments: '{"doc_id":"CR-001","comment":"Good."}' });
    expect(entry).toMatchObject({
      ...{ at: 1000, kind: "call", event: "done", agent: "qa", document: "CR-001" },
      text: "qa called qms_review for CR-001",
      details: { tool: "qms_review", server: "qms", ms: "12", outcome: "done", door: "session" },
    });
  });

  it("says why a call was refused", () => {
    const refused = { outcome: "refused", reason: "It is not routed.", arguments: '{"doc_id":"CR-001"}' };
    expect(read({ ...CALL, ...refused })?.text).toBe(
      "qa called qms_review for CR-001, which was refused: It is not routed.",
    );
    expect(read({ ...CALL, outcome: "mismatch", arguments: "{}" })).toMatchObject({
      event: "mismatch",
      text: "qa called qms_review, in the name of somebody else, which was refused",
    });
  });

  it("finds the document in arguments that were cut, and not in what their texts claim", () => {
    const cut = '{"doc_id":"CR-001","comment":"It goes on and on';
    expect(read({ ...CALL, outcome: "done", arguments: cut })?.document).toBe("CR-001");
    const claims = JSON.stringify({ comment: 'a,"doc_id":"CR-666"' }).slice(0, -2);
    expect(read({ ...CALL, outcome: "done", arguments: claims })).not.toHaveProperty("document");
  });

  it("leaves out what is no call, and cleans what is hostile", () => {
    expect(read({ kind: "tool-call", user: 5, tool: "x", outcome: "done" })).toBeUndefined();
    const hostile = { user: "q\u001b[2Ja", tool: "x\ny", outcome: "done", arguments: "{" };
    expect(read({ kind: "tool-call", ...hostile })?.text).not.toMatch(/[\u001b\n]/);
  });

  it("tells a message as written by its sender, and other items as delivered", () => {
    expect(
      read({ kind: "created", agent: "qa", item: "msg-lead-2026-11-21-101500", file: "1" }),
    ).toMatchObject({
      ...{ kind: "message", event: "written", agent: "lead", text: "lead wrote to qa" },
      details: { to: "qa" },
    });
    expect(read({ kind: "created", agent: "qa", item: "task-CR-001-review-v0-1", file: "1" })).toMatchObject({
      ...{ kind: "delivery", agent: "qa", document: "CR-001" },
    });
  });
});
