import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestProject } from "./testing/test-project.test-support.ts";

const STRANGE = ["../x", "a/b", "a\\b", "..", "CR-001\0", "-x", ".x", "", "CR-001/../CR-002", "%2e%2e"];

describe("what comes from outside", () => {
  it.each(STRANGE)("never becomes a path as an id: %j", (id) => {
    const project = new TestProject();
    for (const kind of ["checkout", "checkin", "approve", "release", "close", "withdraw", "history"] as const)
      expect(project.refused("claude", { kind, id })).toMatch(/^\n?(Error|Document not found)/);
    expect(project.refused("claude", { kind: "status", id })).toMatch(/^Error: /);
    expect(project.refused("claude", { kind: "read", id })).toMatch(/^Error: /);
    expect(project.refused("claude", { kind: "create", type: "TP", parent: id })).toMatch(/^Error: /);
    expect(project.refused("claude", { kind: "create", type: "TEMPLATE", name: id })).toMatch(/^\n?Error: /);
    expect(project.refused("claude", { kind: "create", type: id })).toMatch(/^Error: /);
  });

  it.each(STRANGE)("never becomes a path as a user: %j", (name) => {
    const project = new TestProject();
    expect(project.refused(name, { kind: "inbox" })).toContain("Error: User");
    expect(project.refused("lead", { kind: "user-add", name, group: "reviewer" })).toContain("Error:");
    expect(project.refused("lead", { kind: "namespace-add", name })).toContain("Error:");
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    expect(
      project.refused("claude", { kind: "route", id: "CR-001", review: true, assign: ["qa", name] }),
    ).toContain("Error: Invalid user(s)");
    project.as("claude", { kind: "route", id: "CR-001", review: true });
    expect(project.refused("qa", { kind: "assign", id: "CR-001", assignees: [name] })).toContain(
      "Error: Invalid user(s)",
    );
  });

  it("is not followed out of the project by a link", () => {
    const project = new TestProject();
    const outside = new TestProject();
    mkdirSync(join(outside.root, "inbox"));
    mkdirSync(join(project.root, ".claude/users/qa"), { recursive: true });
    symlinkSync(join(outside.root, "inbox"), join(project.root, ".claude/users/qa/inbox"));
    expect(
      project.refused("claude", { kind: "message", recipient: "qa", subject: "S", body: "B" }),
    ).toContain(".claude/users/qa/inbox");
    expect(outside.list("inbox")).toEqual([]);
  });
});

describe("a damaged project", () => {
  const created = (): TestProject => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    return project;
  };

  it.each([
    ["cut in half", '{\n  "doc_id": "CR-0', "it is not complete JSON"],
    ["that of another document", undefined, "that of another document"],
    ["of an unknown status", undefined, "status"],
  ])("says which state is %s", (what, text, reason) => {
    const project = created();
    const path = "QMS/.meta/CR/CR-001.json";
    const changed =
      what === "of an unknown status"
        ? project.read(path).replace("DRAFT", "LOST")
        : project.read(path).replace("CR-001", "CR-002");
    project.write(path, text ?? changed);
    const error = project.refused("claude", { kind: "checkin", id: "CR-001" });
    expect(error).toContain(path);
    expect(error).toContain(reason);
  });

  it("refuses a copy whose front matter cannot be read, and names the line", () => {
    const project = created();
    project.write(
      ".claude/users/claude/workspace/CR-001.md",
      "---\ntitle: A\nnotes: [unclosed\n\tx: {\n---\n\nMy long work.\n",
    );
    const before = project.read("QMS/CR/CR-001/CR-001-draft.md");
    // What the author says can still be told from the rest of such a block: only where it cannot is the copy refused.
    const report = project.report("claude", { kind: "checkin", id: "CR-001" });
    expect(report.text).toBe("Checked in: CR-001 (v0.1)");
    expect(project.read("QMS/CR/CR-001/CR-001-draft.md")).toContain("My long work.");
    expect(before).not.toContain("My long work.");
  });

  it("keeps the title of a copy that lost its head", () => {
    const project = created();
    project.write(".claude/users/claude/workspace/CR-001.md", "Only a body.\n");
    project.as("claude", { kind: "checkin", id: "CR-001" });
    expect(project.read("QMS/CR/CR-001/CR-001-draft.md")).toBe(
      "---\ntitle: A\nrevision_summary: Initial draft\n---\n\nOnly a body.\n",
    );
  });

  it("says which file is no text, and changes nothing", () => {
    const project = created();
    writeFileSync(
      join(project.root, ".claude/users/claude/workspace/CR-001.md"),
      Buffer.from([0xff, 0xfe, 0x00]),
    );
    expect(() => project.report("claude", { kind: "checkin", id: "CR-001" })).toThrow(
      /\.claude\/users\/claude\/workspace\/CR-001\.md/,
    );
    expect(project.meta("CR-001")["checked_out"]).toBe(true);
  });

  it("leaves a document alone that two believe to have", () => {
    const project = created();
    project.write(".claude/users/ini/workspace/CR-001.md", "Mine!\n");
    expect(project.refused("ini", { kind: "checkin", id: "CR-001" })).toContain("not the responsible user");
    expect(project.refused("ini", { kind: "checkout", id: "CR-001" })).toBe(
      "Error: CR-001 is checked out by claude",
    );
    expect(project.refused("claude", { kind: "checkout", id: "CR-001" })).toBe(
      "You already have CR-001 checked out",
    );
  });

  it("does not let a stray copy into a document that is in review", () => {
    const project = created();
    project.as("claude", { kind: "route", id: "CR-001", review: true });
    project.write(".claude/users/claude/workspace/CR-001.md", "Smuggled.\n");
    expect(project.refused("claude", { kind: "checkin", id: "CR-001" })).toContain("is not checked out");
  });

  it("never writes over an archived version", () => {
    const project = created();
    project.as("claude", { kind: "route", id: "CR-001", review: true });
    project.as("qa", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Good." });
    project.as("claude", { kind: "route", id: "CR-001", approval: true });
    project.write("QMS/.archive/CR/CR-001/CR-001-v0.1.md", "Something else.\n");
    const { warnings } = project.report("qa", { kind: "approve", id: "CR-001" });
    expect(warnings.join()).toContain("QMS/.archive/CR/CR-001/CR-001-v0.1.md");
    expect(project.read("QMS/.archive/CR/CR-001/CR-001-v0.1.md")).toBe("Something else.\n");
  });

  it("shows a history with lines that do not parse, and says which", () => {
    const project = created();
    const path = "QMS/.audit/CR/CR-001.jsonl";
    project.write(path, `${project.read(path)}{"ts": "20`);
    const { text, warnings } = project.report("claude", { kind: "history", id: "CR-001" });
    expect(text).toContain('CREATE by claude - v0.1 - "A"');
    expect(warnings.join()).toContain("line 2");
    // The next event stands on a line of its own.
    project.as("claude", { kind: "checkin", id: "CR-001" });
    expect(project.read(path).split("\n")).toHaveLength(4);
  });

  it("tells of agents whose group is none", () => {
    const project = created();
    project.write(".claude/agents/odd.md", "---\nname: odd\ngroup: boss\n---\n");
    expect(project.refused("odd", { kind: "inbox" })).toBe(
      "Error: Invalid group 'boss' in agent file for user 'odd'.",
    );
  });
});
