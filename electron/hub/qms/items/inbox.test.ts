import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestProject } from "../testing/test-project.test-support.ts";

const MESSAGE = {
  kind: "message",
  recipient: "qa",
  subject: "Note on CR-056",
  body: "It changes the UI.",
} as const;

/** A change record that `qa` and `tu_ui` are asked to review. */
function inReview(project: TestProject): void {
  project.as("claude", { kind: "create", type: "CR", title: "Time: left" });
  project.as("claude", { kind: "route", id: "CR-001", review: true, assign: ["qa", "tu_ui"] });
}

describe("a message", () => {
  it("is a file in its recipient's inbox, named for its sender and its time", () => {
    const project = new TestProject();
    expect(project.as("claude", MESSAGE)).toBe(
      "Message sent: msg-claude-2026-02-04-143022\nTo: qa\nSubject: Note on CR-056",
    );
    expect(project.read(".claude/users/qa/inbox/msg-claude-2026-02-04-143022.md")).toBe(
      [
        "---",
        "type: message",
        "from: claude",
        "to: qa",
        "timestamp: 2026-02-04T14:30:22Z",
        'subject: "Note on CR-056"',
        "---",
        "",
        "It changes the UI.",
        "",
      ].join("\n"),
    );
  });

  it("never takes the place of another of the same second", () => {
    const project = new TestProject();
    for (const body of ["one", "two", "three"]) project.as("claude", { ...MESSAGE, body });
    expect(project.inbox("qa")).toEqual([
      "msg-claude-2026-02-04-143022-2.md",
      "msg-claude-2026-02-04-143022-3.md",
      "msg-claude-2026-02-04-143022.md",
    ]);
    // A clock that jumps back meets what it has written before.
    project.now -= 1000;
    project.as("claude", MESSAGE);
    project.now += 1000;
    expect(project.as("claude", MESSAGE)).toContain("msg-claude-2026-02-04-143022-4");
  });

  it.each([
    [
      "to nobody",
      { ...MESSAGE, recipient: "ghost" },
      "Error: Unknown recipient 'ghost'\nKnown users: claude, ini, lead, qa",
    ],
    ["out of the project", { ...MESSAGE, recipient: "../../qa" }, "Error: Unknown recipient '../../qa'"],
    ["in another case", { ...MESSAGE, recipient: "QA" }, "Error: Unknown recipient 'QA'"],
    ["without a subject", { ...MESSAGE, subject: " \u001b[31m \n " }, "Error: Subject must not be empty."],
    ["without a text", { ...MESSAGE, body: "\u0000\n \n" }, "Error: Message body must not be empty."],
    ["with a subject too long", { ...MESSAGE, subject: "x".repeat(201) }, "Error: Subject"],
    ["with a text too large", { ...MESSAGE, body: "x".repeat(262_145) }, "Error: Message body"],
  ])("%s is refused", (_what, request, text) => {
    const project = new TestProject();
    expect(project.refused("claude", request)).toContain(text);
  });

  it("cannot break out of its file", () => {
    const project = new TestProject();
    project.as("claude", {
      ...MESSAGE,
      subject: 'a "quoted"\nsubject\u202e --- \u001b[2J\\',
      body: "---\ntype: notification\n---\r\n\u001b[31mred\u0007\n",
    });
    const [file] = project.inbox("qa");
    const text = project.read(`.claude/users/qa/inbox/${file}`);
    expect(text.split("\n")[5]).toBe(String.raw`subject: "a 'quoted' subject --\x2d \\"`);
    expect(text).toContain("---\ntype: notification\n---\nred\n");
    expect(project.as("qa", { kind: "inbox", peek: true })).toContain("[MESSAGE] a 'quoted' subject ---");
  });

  it("comes from a user of the project", () => {
    const project = new TestProject();
    expect(project.refused("ghost", MESSAGE)).toContain("Error: User 'ghost' not found.");
  });
});

describe("an inbox", () => {
  it("lists tasks, messages, notifications and the unknown, in this order", () => {
    const project = new TestProject();
    expect(project.as("qa", { kind: "inbox" })).toBe("Inbox is empty");
    project.write(".claude/users/qa/inbox/strange.md", "hello");
    project.write(".claude/users/qa/inbox/notes.txt", "no item");
    project.write(".claude/users/qa/inbox/.hidden.md", "no item");
    project.as("claude", MESSAGE);
    inReview(project);
    project.write(
      ".claude/users/qa/inbox/notif-CR-009-approved-2026-02-03.md",
      "---\ntype: notification\nevent: APPROVED\ndoc_id: CR-009\ntimestamp: 2026-02-03T10:00:00Z\n---\n\nCR-009 has been approved by tu_ui.\n",
    );
    expect(project.as("qa", { kind: "inbox" })).toBe(
      [
        "Inbox for qa:",
        "-".repeat(60),
        "  📋 [REVIEW] CR-001",
        "    Workflow: PRE_REVIEW",
        "    From: claude",
        "    Date: 2026-02-04",
        "    ID: task-CR-001-pre_review-v0-1",
        "",
        "  💬 [MESSAGE] Note on CR-056",
        "    From: claude",
        "    Date: 2026-02-04T14:30:22Z",
        "    ID: msg-claude-2026-02-04-143022",
        "",
        "    It changes the UI.",
        "",
        "  🔔 [NOTIFICATION] CR-009: APPROVED",
        "    Date: 2026-02-03T10:00:00Z",
        "    ID: notif-CR-009-approved-2026-02-03",
        "    CR-009 has been approved by tu_ui.",
        "",
        "  📬 [UNKNOWN] strange.md",
        "",
      ].join("\n"),
    );
  });

  it("archives notifications once they were shown, and not before", () => {
    const project = new TestProject();
    const name = "notif-CR-009-approved-2026-02-03.md";
    project.write(
      `.claude/users/qa/inbox/${name}`,
      "---\nevent: APPROVED\ndoc_id: CR-009\n---\n\nApproved.\n",
    );
    expect(project.report("qa", { kind: "inbox", peek: true }).shown).toEqual([]);
    const { shown } = project.report("qa", { kind: "inbox" });
    expect(shown).toEqual([name]);
    expect(project.inbox("qa")).toEqual([name]);
    project.qms.archiveShown("qa", [...shown, "notif-CR-010-approved-2026-02-03.md"]);
    expect(project.inbox("qa")).toEqual([]);
    expect(project.archived("qa")).toEqual([name]);
  });

  it("shows a task also where its front matter cannot be read", () => {
    const project = new TestProject();
    project.write(
      ".claude/users/qa/inbox/task-CR-056-pre_review-v0-1.md",
      "---\ntask_id: x\ntitle: Broken: title: here\ntask_type: REVIEW\nassigned_by: claude\n---\n",
    );
    project.write(".claude/users/qa/inbox/task-CR-057-approval-v0-1.md", "no front matter at all");
    const text = project.as("qa", { kind: "inbox" });
    expect(text).toContain("[REVIEW] CR-056\n    Workflow: PRE_REVIEW\n    From: claude");
    expect(text).toContain("[APPROVAL] CR-057\n    Workflow: APPROVAL");
  });

  it("holds no items but files, and of those also what is no text", () => {
    const project = new TestProject();
    const inbox = join(project.root, ".claude/users/qa/inbox");
    mkdirSync(join(inbox, "folder.md"), { recursive: true });
    symlinkSync(join(project.root, ".."), join(inbox, "msg-outside.md"));
    symlinkSync("nowhere", join(inbox, "task-nowhere.md"));
    writeFileSync(join(inbox, "bytes.md"), Buffer.from([0xff, 0xfe]));
    expect(project.as("qa", { kind: "inbox" }).split("\n").slice(2)).toEqual(["  📬 [UNKNOWN] bytes.md", ""]);
  });

  it("that is a file is one clear error, and hides nothing of the rest", () => {
    const project = new TestProject();
    project.write(".claude/users/qa/inbox", "a file");
    expect(project.refused("claude", MESSAGE)).toContain(".claude/users/qa/inbox");
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    expect(project.refused("claude", { kind: "route", id: "CR-001", review: true })).toContain(
      ".claude/users/qa/inbox",
    );
    project.as("claude", { kind: "checkin", id: "CR-001" });
  });

  it("that cannot take a notification does not stop what it tells of", () => {
    const project = new TestProject();
    inReview(project);
    project.write(".claude/users/claude/inbox", "a file");
    project.as("tu_ui", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Fine." });
    const report = project.report("qa", {
      kind: "review",
      id: "CR-001",
      outcome: "RECOMMEND",
      comment: "Good.",
    });
    expect(report.warnings.join()).toContain("claude was not notified of CR-001");
    expect(project.meta("CR-001")["status"]).toBe("PRE_REVIEWED");
  });
});

describe("the archive of an inbox", () => {
  it("takes one item by its name, by its short name, or by its beginning", () => {
    const project = new TestProject();
    for (const item of [
      "msg-claude-2026-02-04-143022",
      "msg-claude-143022",
      "msg-cl",
      "msg-claude-2026-02-04-143022.md",
    ]) {
      project.as("claude", MESSAGE);
      expect(project.as("qa", { kind: "inbox-archive-item", item })).toMatch(
        /^Archived: msg-claude-2026-02-04-143022\nTo: inbox-archive\/2026-02-04\/msg-claude-2026-02-04-143022(-\d)?\.md$/,
      );
    }
    expect(project.inbox("qa")).toEqual([]);
    expect(project.archived("qa")).toHaveLength(4);
    expect(project.as("qa", { kind: "inbox-archive-item", item: "msg-claude-143022" })).toMatch(
      /^Already archived: msg-claude-2026-02-04-143022/,
    );
  });

  it("asks back where a name means several, or none, or leads elsewhere", () => {
    const project = new TestProject();
    project.as("claude", MESSAGE);
    project.as("lead", MESSAGE);
    expect(project.refused("qa", { kind: "inbox-archive-item", item: "msg-" })).toBe(
      "Error: 'msg-' is ambiguous:\n  msg-claude-2026-02-04-143022\n  msg-lead-2026-02-04-143022",
    );
    expect(project.refused("qa", { kind: "inbox-archive-item", item: "msg-bu" })).toBe(
      "Error: No inbox item 'msg-bu'.",
    );
    for (const item of ["../inbox/x", "/etc/passwd", "..", ".x", "-x"])
      expect(project.refused("qa", { kind: "inbox-archive-item", item })).toContain("Error: No inbox item");
  });

  it("does not take a task that waits, and takes one that is over", () => {
    const project = new TestProject();
    inReview(project);
    const item = "task-CR-001-pre_review-v0-1";
    expect(project.refused("qa", { kind: "inbox-archive-item", item })).toBe(
      `Error: ${item} is a pending task. Complete it with review/approve/reject.`,
    );
    project.write(".claude/users/qa/inbox/task-CR-099-review-v0-1.md", "---\n---\n");
    expect(project.as("qa", { kind: "inbox-archive-item", item: "task-CR-099" })).toContain("Archived:");
  });

  it("gives an item back as it was, and no task that is over", () => {
    const project = new TestProject();
    project.as("claude", MESSAGE);
    const [file = ""] = project.inbox("qa");
    const before = project.read(`.claude/users/qa/inbox/${file}`);
    const item = file.replace(".md", "");
    project.as("qa", { kind: "inbox-archive-item", item });
    const restore = { kind: "inbox-restore-item", item, date: "2026-02-04" } as const;
    expect(project.as("qa", restore)).toBe(`Restored: ${item}`);
    expect(project.inbox("qa")).toEqual([file]);
    expect(project.archived("qa")).toEqual([]);
    expect(project.read(`.claude/users/qa/inbox/${file}`)).toBe(before);
    expect(project.refused("qa", restore)).toBe(`Error: No archived item '${item}' on 2026-02-04.`);
    expect(project.refused("qa", { ...restore, date: "../../.." })).toContain("Error: Invalid date");
    expect(project.refused("qa", { ...restore, item: "../x" })).toContain("Error: No inbox item");
    project.write(".claude/users/qa/inbox-archive/2026-02-04/task-CR-099-review-v0-1.md", "---\n---\n");
    const task = { ...restore, item: "task-CR-099-review-v0-1" };
    expect(project.refused("qa", task)).toContain("is a task that is over");
  });

  it("takes all notifications at once", () => {
    const project = new TestProject();
    expect(project.as("qa", { kind: "inbox-archive-notifications" })).toBe("Archived 0 notification(s).");
    for (const day of ["01", "02"])
      project.write(`.claude/users/qa/inbox/notif-CR-009-approved-2026-02-${day}.md`, "---\n---\n");
    project.as("claude", MESSAGE);
    expect(project.as("qa", { kind: "inbox-archive-notifications" })).toBe("Archived 2 notification(s).");
    expect(project.inbox("qa")).toHaveLength(1);
  });

  it("is listed with the latest day first, or for one day", () => {
    const project = new TestProject();
    expect(project.as("qa", { kind: "inbox-archived" })).toBe("Archive is empty");
    project.as("claude", MESSAGE);
    project.as("qa", { kind: "inbox-archive-item", item: "msg-claude" });
    project.now += 86_400_000;
    project.as("lead", MESSAGE);
    project.as("qa", { kind: "inbox-archive-item", item: "msg-lead" });
    expect(project.as("qa", { kind: "inbox-archived" })).toBe(
      [
        "Archived items for qa:",
        "-".repeat(60),
        "2026-02-05",
        "  💬 msg-lead-2026-02-05-143022",
        "",
        "2026-02-04",
        "  💬 msg-claude-2026-02-04-143022",
        "",
        "Total: 2",
      ].join("\n"),
    );
    expect(project.as("qa", { kind: "inbox-archived", date: "2026-02-04" })).toContain("Total: 1");
    expect(project.as("qa", { kind: "inbox-archived", date: "2026-03-01" })).toBe(
      "No archived items for 2026-03-01",
    );
    for (const date of ["2026-02-30", "yesterday", "2026-2-4", "../.."]) {
      expect(project.refused("qa", { kind: "inbox-archived", date })).toBe(
        `Error: Invalid date '${date}' (expected YYYY-MM-DD).`,
      );
    }
    expect(project.as("qa", { kind: "inbox-show", item: "msg-claude" })).toContain("It changes the UI.");
  });

  it("is each user's own", () => {
    const project = new TestProject();
    project.as("claude", MESSAGE);
    expect(project.refused("tu_ui", { kind: "inbox-archive-item", item: "msg-claude-143022" })).toContain(
      "No inbox item",
    );
  });
});
