import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { strangeText } from "../../../../shared/qms/text/strange-text.test-support.ts";
import { readFields } from "../documents/frontmatter.ts";
import { messageText } from "./message-file.ts";
import { notificationText } from "./notification-file.ts";
import { taskText, type NewTask } from "./task-file.ts";

const REVIEW: NewTask = {
  id: "CR-056",
  typeName: "CR",
  title: "CR-056: colours",
  workflow: "PRE_REVIEW",
  status: "IN_PRE_REVIEW",
  version: "0.1",
  owner: "claude",
  assignedBy: "claude",
  assignee: "qa",
  date: "2026-02-04",
  command: "/qms --user qa",
  read: () => undefined,
};
const APPROVAL: NewTask = {
  ...REVIEW,
  workflow: "POST_APPROVAL",
  status: "IN_POST_APPROVAL",
  version: "1.2",
};
const NOW = Date.UTC(2026, 1, 4, 14, 30, 22, 987);

describe("a task's file", () => {
  it("begins with the keys that every reader expects, in their order", () => {
    expect(taskText(REVIEW)).toContain(`---
task_id: task-CR-056-pre_review-v0-1
task_type: REVIEW
workflow_type: PRE_REVIEW
doc_id: CR-056
title: 'CR-056: colours'
status: IN_PRE_REVIEW
responsible_user: claude
assigned_by: claude
assigned_date: 2026-02-04
version: 0.1
---

# REVIEW REQUEST: CR-056

**Workflow:** PRE_REVIEW
**Version:** 0.1
**Assigned By:** claude
**Date:** 2026-02-04

---

## MANDATORY VERIFICATION CHECKLIST
`);
  });

  it("of a review has a checklist, a form for the answer, reminders and the two commands", () => {
    const text = taskText(REVIEW);
    expect(text.match(/^#+ .*$/gm)).toEqual([
      "# REVIEW REQUEST: CR-056",
      "## MANDATORY VERIFICATION CHECKLIST",
      "### Frontmatter",
      "### Document Structure",
      "### Content Integrity",
      "## STRUCTURED REVIEW RESPONSE FORMAT",
      "## CRITICAL REMINDERS",
      "## Commands",
    ]);
    expect(text).toMatch(/^\| Item \| Status \| Evidence \|\n.*\n\| .* \| PASS \/ FAIL \| \(.*\) \|$/m);
    expect(text).toMatch(/^\/qms --user qa review CR-056 --recommend --comment "\[.*\]"$/m);
    expect(text).toMatch(/^\/qms --user qa review CR-056 --request-updates --comment "\[.*\]"$/m);
  });

  it("of an approval has a checklist to confirm and the two commands", () => {
    const text = taskText({ ...APPROVAL, command: "qms" });
    expect(text).toContain("task_id: task-CR-056-post_approval-v1-2\ntask_type: APPROVAL\n");
    expect(text).toContain("# APPROVAL REQUEST: CR-056\n");
    expect(text).toContain("## FINAL VERIFICATION");
    expect(text).toMatch(/### Pre-Approval Checklist\n\n\| Item \| Verified \|\n.*\n\| .* \| YES \/ NO \|\n/);
    expect(text).toMatch(/^qms approve CR-056$/m);
    expect(text).toMatch(/^qms reject CR-056 --comment "\[.*\]"$/m);
  });

  it("has what a project adds to it, and keeps its own title", () => {
    const text = taskText({
      ...REVIEW,
      read: (path) =>
        path.endsWith("/cr.yaml")
          ? "checklist: [{category: A | b, items: [x | y]}]\nadditional_sections: [{title: Scope, content: All}]\ncustom_header: Above\ncustom_footer: Below"
          : undefined,
    });
    expect(readFields(text).fields.get("title")).toBe("CR-056: colours");
    expect(text).toContain("---\n\nAbove\n\n---\n\n# REVIEW REQUEST");
    expect(text).toContain("| x \\| y | PASS / FAIL |  |");
    expect(text).toContain("\n\n## Scope\n\nAll\n\n---\n");
    expect(text.endsWith("\n\n---\n\nBelow\n")).toBe(true);
  });

  it("is read back whatever the title is", () => {
    const random = seededRandom(71);
    for (let round = 0; round < rounds(1000); round += 1) {
      const title = strangeText(random, 12).toWellFormed();
      const { fields, problem } = readFields(taskText({ ...APPROVAL, title, owner: undefined }));
      expect(problem).toBeUndefined();
      expect(fields.get("title")).toBe(title);
      expect(fields.get("responsible_user")).toBe("");
      expect(fields.get("version")).toBe("1.2");
    }
  });
});

describe("a message's file", () => {
  it("has the keys in their order and the subject in double quotes", () => {
    const text = messageText({
      from: "claude",
      to: "qa",
      now: NOW,
      subject: "Note on CR-056",
      body: "Hi\r\n---\nBye",
    });
    expect(text).toBe(
      '---\ntype: message\nfrom: claude\nto: qa\ntimestamp: 2026-02-04T14:30:22Z\nsubject: "Note on CR-056"\n---\n\nHi\n---\nBye\n',
    );
  });

  it("is found by watchers and read back, whatever the subject and the body are", () => {
    const random = seededRandom(72);
    for (let round = 0; round < rounds(1000); round += 1) {
      const subject = strangeText(random, 10);
      const body = `x${strangeText(random, 10)}`;
      const text = messageText({ from: "tu_ui", to: "qa", now: NOW, subject, body });
      const message = readFields(text);
      const read = message.fields.get("subject") ?? "";
      expect(read).not.toMatch(/["\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      if (!/[\\\ufeff\uffff]|---/.test(read) && read !== "")
        expect(/(?<=subject: ")[^"]+/.exec(text)?.[0]).toBe(read);
      expect(text).toContain(`\n---\n\n${message.body}`);
      expect(text.split("---").slice(2).join("---")).toBe(`\n\n${message.body}`);
    }
  });
});

describe("a notification's file", () => {
  const news = { document: "CR-056", now: NOW, from: "IN_APPROVAL", to: "EFFECTIVE", actor: "qa" };

  it("has the four keys that every reader knows first", () => {
    const text = notificationText({ ...news, event: "APPROVED", body: "CR-056 has been approved by qa." });
    expect(text).toBe(
      "---\ntype: notification\nevent: APPROVED\ndoc_id: CR-056\ntimestamp: 2026-02-04T14:30:22Z\n" +
        "from_status: IN_APPROVAL\nto_status: EFFECTIVE\nactor: qa\n---\n\nCR-056 has been approved by qa.\n",
    );
  });

  it("names the parent, and carries a comment without what steers a terminal", () => {
    const body = "Rejected.\n\nReason: \u001b[2Jno\u0007";
    const text = notificationText({ ...news, event: "REJECTED", parent: "CR-001", body });
    expect(text).toContain("actor: qa\nparent: CR-001\n---\n\nRejected.\n\nReason: no\n");
  });
});
