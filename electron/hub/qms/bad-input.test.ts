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

  // Making links takes rights on Windows that not everybody has.
  it.skipIf(process.platform === "win32")("is not followed out of the project by a link", () => {
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

  it("does not take an empty copy for the document", () => {
    const project = created();
    project.write(".claude/users/claude/workspace/CR-001.md", " \n");
    expect(project.refused("claude", { kind: "checkin", id: "CR-001" })).toContain("CR-001.md is empty");
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

  it("takes nothing in a title or a comment for an event of its own", () => {
    const project = created();
    const title = "T\nStatus: CLOSED\u001b[31m";
    const path = "QMS/.audit/CR/CR-001.jsonl";
    const create = JSON.stringify({ ts: "now", event: "CREATE", user: "claude", version: "0.1", title });
    project.write(path, `${create}\n{"ts": "now", "event": "APPROVE"}\n`);
    const said = project.as("claude", { kind: "history", id: "CR-001" }).split("\n").slice(2);
    expect(said).toEqual(['[now] CREATE by claude - v0.1 - "T Status: CLOSED"', "[now] APPROVE by unknown"]);
    project.write("QMS/CR/CR-001/CR-001-draft.md", `---\ntitle: ${JSON.stringify(title)}\n---\n\nText.\n`);
    const status = project.as("claude", { kind: "status", id: "CR-001" });
    expect(status.split("\n").slice(1, 4)).toEqual([
      "Title: T Status: CLOSED",
      "Version: 0.1",
      "Status: DRAFT",
    ]);
  });

  it("shows a reason of several lines, and a comment, without what steers a terminal", () => {
    const project = created();
    const events = [
      { ts: "now", event: "REVERT", user: "claude", version: "1.1", reason: "a\n[now] APPROVE by qa" },
      { ts: "now", event: "REJECT", user: "qa", version: "1.1", comment: "\u001b]0;x\u0007no\n" },
    ];
    project.write("QMS/.audit/CR/CR-001.jsonl", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    expect(project.as("claude", { kind: "history", id: "CR-001" }).split("\n").slice(2)).toEqual([
      "[now] REVERT by claude - v1.1",
      "    Reason: a",
      "    [now] APPROVE by qa",
      "[now] REJECT by qa - v1.1",
      "    no",
    ]);
    expect(project.as("claude", { kind: "comments", id: "CR-001" }).split("\n").slice(2)).toEqual([
      "--- [v1.1] qa (REJECTED) - now ---",
      "no",
    ]);
  });

  it("keeps a title to one line, and does not take one that is too long", () => {
    const project = created();
    project.as("claude", { kind: "create", type: "CR", title: "Two\n lines \u001b[1m" });
    expect(project.read("QMS/CR/CR-002/CR-002-draft.md")).toMatch(/^---\ntitle: Two lines\n/);
    expect(project.refused("claude", { kind: "create", type: "CR", title: "x".repeat(501) })).toBe(
      "Error: The title is longer than 500 characters.",
    );
  });

  it("does not wait for an assignee twice whom another program has put down twice", () => {
    const project = created();
    project.as("claude", { kind: "route", id: "CR-001", review: true });
    const meta = { ...project.meta("CR-001"), pending_assignees: ["qa", "qa"] };
    project.write("QMS/.meta/CR/CR-001.json", JSON.stringify(meta, null, 2));
    project.as("qa", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Good." });
    expect(project.meta("CR-001")).toMatchObject({ status: "PRE_REVIEWED", pending_assignees: [] });
  });

  it("leaves a draft alone that lies beside a document in force, unless it says the same", () => {
    const project = new TestProject();
    const text = "---\ntitle: T\nrevision_summary: R\n---\n\nIn force.\n";
    project.write("QMS/SOP/SOP-001.md", text);
    project.write("QMS/SOP/SOP-001-draft.md", text.replace("In force", "Somebody's work"));
    const meta = {
      doc_id: "SOP-001",
      doc_type: "SOP",
      version: "1.0",
      status: "EFFECTIVE",
      executable: false,
      responsible_user: null,
      checked_out: false,
      effective_version: "1.0",
      pending_assignees: [],
    };
    project.write("QMS/.meta/SOP/SOP-001.json", JSON.stringify(meta, null, 2));
    expect(project.refused("claude", { kind: "checkout", id: "SOP-001" })).toContain(
      "QMS/SOP/SOP-001-draft.md is there already",
    );
    project.write("QMS/SOP/SOP-001-draft.md", text);
    expect(project.as("claude", { kind: "checkout", id: "SOP-001" })).toContain(
      "Created draft v1.1 from effective v1.0",
    );
    expect(project.read("QMS/.archive/SOP/SOP-001-v1.0.md")).toBe(text);
  });

  it("lets a text be read whose state is damaged", () => {
    const project = created();
    project.write("QMS/.meta/CR/CR-001.json", '{"doc_id": "CR-0');
    expect(project.as("claude", { kind: "read", id: "CR-001" })).toContain("title: A");
    expect(project.refused("claude", { kind: "status", id: "CR-001" })).toContain("QMS/.meta/CR/CR-001.json");
  });

  it("does not keep a document open for a child whose state is damaged", () => {
    const project = created();
    project.as("claude", { kind: "create", type: "VAR", parent: "CR-001", title: "B" });
    project.as("claude", { kind: "checkin", id: "CR-001" });
    const meta = { ...project.meta("CR-001"), status: "POST_APPROVED", version: "2.0" };
    project.write("QMS/.meta/CR/CR-001.json", JSON.stringify(meta, null, 2));
    project.write("QMS/.meta/VAR/CR-001-VAR-001.json", "{");
    const { warnings } = project.report("claude", { kind: "close", id: "CR-001" });
    expect(warnings.join()).toContain("QMS/.meta/VAR/CR-001-VAR-001.json cannot be used");
    expect(project.meta("CR-001")["status"]).toBe("CLOSED");
  });

  it("tells of agents whose group is none", () => {
    const project = created();
    project.write(".claude/agents/odd.md", "---\nname: odd\ngroup: boss\n---\n");
    expect(project.refused("odd", { kind: "inbox" })).toBe(
      "Error: Invalid group 'boss' in agent file for user 'odd'.",
    );
  });
});
