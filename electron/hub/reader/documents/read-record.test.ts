import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { DocumentRecord } from "../../../../shared/contract/qms-document.ts";
import type { InteractAction } from "../../../../shared/qms/request.ts";
import { TestProject } from "../../qms/testing/test-project.test-support.ts";
import { readRecord } from "./read-record.ts";

const ID = "CR-001-VR-001";
const TEMPLATE = join(import.meta.dirname, "../../../../assets/qms/templates/TEMPLATE-VR.md");

let project: TestProject;

/** A record below a change request that is in execution; `claude` writes it. */
beforeEach(() => {
  project = new TestProject();
  mkdirSync(join(project.root, "QMS/TEMPLATE"), { recursive: true });
  cpSync(TEMPLATE, join(project.root, "QMS/TEMPLATE/TEMPLATE-VR.md"));
  project.as("claude", { kind: "create", type: "CR", title: "Raise the limit" });
  project.as("claude", { kind: "route", id: "CR-001", review: true });
  project.as("qa", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Good." });
  project.as("claude", { kind: "route", id: "CR-001", approval: true });
  project.as("qa", { kind: "approve", id: "CR-001" });
  project.as("claude", { kind: "release", id: "CR-001" });
  project.as("claude", { kind: "create", type: "VR", parent: "CR-001", title: "It is seen" });
});

function take(action: InteractAction): void {
  project.as("claude", { kind: "interact", id: ID, action });
}

function answer(...values: readonly string[]): void {
  for (const value of values) take({ kind: "respond", value });
}

function read(isCheckedOut = true): DocumentRecord {
  const record = readRecord(project.root, { id: ID, owner: "claude", isCheckedOut });
  return DocumentRecord.parse(record);
}

describe("a record as its page shows it", () => {
  it("has its prompts in order, with what is asked now", () => {
    answer("EI-1");
    const record = read();
    expect(record).toMatchObject({ author: "claude", template: "VR v5", answered: 1 });
    expect(record.current).toEqual({ key: "objective", needsReason: false });
    expect(record.steps.slice(0, 2)).toMatchObject([
      { key: "related_eis", answers: [{ value: "EI-1", by: "claude" }] },
      { key: "objective", answers: [], guidance: expect.stringContaining("EI-1 is done") },
    ]);
    expect(record.steps[0]?.guidance).toContain("CR-001");
  });

  it("tells the passes of a loop, its gate, and whether it is over", () => {
    answer("EI-1", "It works", "None", "Do it", "It is seen", "It was seen", "Pass", "yes");
    expect(read().current?.key).toBe("step_instructions.2");
    answer("Do more", "More", "More", "Pass", "no");
    const record = read();
    expect(record.loops).toEqual([{ name: "steps", passes: 2, isClosed: true }]);
    const gates = record.steps.filter(({ kind }) => kind === "gate");
    expect(gates.map(({ key, gate }) => [key, gate])).toEqual([
      ["more_steps.1", "yes"],
      ["more_steps.2", "no"],
    ]);
  });

  it("says that an amendment is under way, and keeps the earlier answer with the reason", () => {
    answer("EI-1", "It works");
    take({ kind: "goto", prompt: "related_eis", reason: "One was missing" });
    expect(read().current).toEqual({ key: "related_eis", returnsTo: "pre_conditions", needsReason: true });
    take({ kind: "respond", value: "EI-1, EI-2", reason: "One was missing" });
    expect(read().steps[0]?.answers).toMatchObject([
      { value: "EI-1" },
      { value: "EI-1, EI-2", reason: "One was missing" },
    ]);
  });

  it("can be read when it is checked in, and has no author then", () => {
    answer("EI-1");
    project.as("claude", { kind: "checkin", id: ID });
    const record = read(false);
    expect(record).not.toHaveProperty("author");
    expect(record.answered).toBe(1);
  });

  it("says what is wrong with its files, cleans what is hostile, and is nothing of other documents", () => {
    answer("\u001b[31mred\u001b[0m");
    expect(read().steps[0]?.answers[0]?.value).toBe("red");
    project.write(`.claude/users/claude/workspace/${ID}.interact`, "no JSON");
    expect(read()).toMatchObject({ steps: [], problem: "The session's file is not JSON." });
    expect(readRecord(project.root, { id: "CR-001", owner: "claude", isCheckedOut: true })).toBeUndefined();
    expect(readRecord(project.root, { id: "../VR", owner: "claude", isCheckedOut: true })).toBeUndefined();
  });
});
