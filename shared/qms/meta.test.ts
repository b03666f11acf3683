import { describe, expect, it } from "vitest";
import { changeMeta, metaText, newMeta, parseMeta, type DocumentMeta } from "./meta.ts";

const STORED = {
  status: "IN_EXECUTION",
  note: "kept",
  doc_id: "CR-001",
  doc_type: "CR",
  version: "1.0",
  executable: true,
  responsible_user: "claude",
  checked_out: false,
  pending_assignees: [],
  supersedes: null,
};

function metaOf(stored: object): DocumentMeta {
  const parsed = parseMeta(JSON.stringify(stored));
  if (parsed.kind === "problem") throw new Error(parsed.problem);
  return parsed.meta;
}

describe("the state of a document", () => {
  it("is written as others write it", () => {
    const meta = newMeta({
      id: "CR-001",
      type: "CR",
      isExecutable: true,
      isAttachment: false,
      creator: "claude",
      today: "2026-02-04",
    });
    expect(metaText(meta)).toBe(`{
  "doc_id": "CR-001",
  "doc_type": "CR",
  "version": "0.1",
  "status": "DRAFT",
  "executable": true,
  "execution_phase": "pre_release",
  "responsible_user": "claude",
  "checked_out": true,
  "checked_out_date": "2026-02-04",
  "effective_version": null,
  "pending_assignees": []
}`);
  });

  it("keeps keys that mean nothing to it, in their order, and puts new ones behind them", () => {
    const changed = changeMeta(metaOf(STORED), { status: "CLOSED", review_outcomes: { qa: "RECOMMEND" } });
    expect(Object.keys(changed.fields)).toEqual([...Object.keys(STORED), "review_outcomes"]);
    expect(changed.fields["note"]).toBe("kept");
    expect(changed.outcomes.get("qa")).toBe("RECOMMEND");
    expect(changed.status).toBe("CLOSED");
  });

  it("loses a key that is taken out", () => {
    const meta = changeMeta(metaOf({ ...STORED, retiring: true }), { retiring: undefined });
    expect("retiring" in meta.fields).toBe(false);
    expect(meta.isRetiring).toBe(false);
  });

  it("infers the phase where an old file does not say it", () => {
    expect(metaOf(STORED).phase).toBe("post_release");
    expect(metaOf({ ...STORED, status: "PRE_REVIEWED" }).phase).toBe("pre_release");
    expect(metaOf({ ...STORED, executable: false, status: "EFFECTIVE" }).phase).toBeUndefined();
  });

  it.each([
    ["cut in half", '{"doc_id": "CR-0', "JSON"],
    ["empty", "", "JSON"],
    ["a list", "[]", "no JSON object"],
    ["without a version", JSON.stringify({ ...STORED, version: undefined }), "version"],
    ["with a version that is a number", JSON.stringify({ ...STORED, version: 1 }), "version"],
    ["with a status of no known name", JSON.stringify({ ...STORED, status: "LOST" }), "status"],
    ["with a list that is none", JSON.stringify({ ...STORED, pending_assignees: "qa" }), "pending_assignees"],
  ])("that is %s is a problem that says so", (_what, text, word) => {
    const parsed = parseMeta(text);
    expect(parsed.kind === "problem" && parsed.problem).toContain(word);
  });
});
