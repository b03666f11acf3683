import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TestProject } from "./testing/test-project.test-support.ts";

const VR_TEMPLATE = new URL("../../../assets/qms/templates/TEMPLATE-VR.md", import.meta.url);

/** The round of a review by `qa` alone, and of the approval behind it. */
function reviewAndApprove(project: TestProject, owner: string, id: string): void {
  project.as(owner, { kind: "route", id, review: true });
  project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Good." });
  project.as(owner, { kind: "route", id, approval: true });
  project.as("qa", { kind: "approve", id });
}

/** A change record on its way up to its execution. */
function inExecution(project: TestProject, title = "Change"): void {
  project.as("claude", { kind: "create", type: "CR", title });
  project.as("claude", { kind: "checkin", id: "CR-001" });
  reviewAndApprove(project, "claude", "CR-001");
  project.as("claude", { kind: "release", id: "CR-001" });
}

/** A change record all the way to its end. */
function closedChange(project: TestProject): void {
  inExecution(project);
  reviewAndApprove(project, "claude", "CR-001");
  project.as("claude", { kind: "close", id: "CR-001" });
}

describe("the life of a change record", () => {
  it("goes from its creation to its end, and every file says so", () => {
    const project = new TestProject();
    const id = "CR-001";

    expect(project.as("claude", { kind: "create", type: "cr", title: "Show the time left" })).toBe(
      [
        "Created: CR-001 (v0.1, DRAFT)",
        "Location: QMS/CR/CR-001/CR-001-draft.md",
        "Workspace: .claude/users/claude/workspace/CR-001.md",
        "Document is checked out and ready for editing.",
        "Responsible User: claude",
      ].join("\n"),
    );
    expect(project.read("QMS/CR/CR-001/CR-001-draft.md")).toBe(
      project.read(".claude/users/claude/workspace/CR-001.md"),
    );
    project.edit("claude", id, "The time left is shown in minutes.");

    expect(project.as("claude", { kind: "checkin", id })).toBe("Checked in: CR-001 (v0.1)");
    expect(project.read("QMS/CR/CR-001/CR-001-draft.md")).toContain("shown in minutes");
    expect(project.has(".claude/users/claude/workspace/CR-001.md")).toBe(false);
    expect(project.meta(id)).toMatchObject({ checked_out: false, checked_out_date: null, status: "DRAFT" });

    expect(project.as("claude", { kind: "route", id, review: true, assign: ["qa", "tu_ui", "qa"] })).toBe(
      "Routed: CR-001 for PRE_REVIEW\nStatus: DRAFT -> IN_PRE_REVIEW\nAssigned to: qa, tu_ui",
    );
    expect(project.inbox("qa")).toEqual(["task-CR-001-pre_review-v0-1.md"]);
    expect(project.inbox("tu_ui")).toEqual(["task-CR-001-pre_review-v0-1.md"]);

    expect(project.as("tu_ui", { kind: "review", id, outcome: "RECOMMEND", comment: "Fine." })).toBe(
      "Review submitted for CR-001",
    );
    expect(project.meta(id)).toMatchObject({ status: "IN_PRE_REVIEW", pending_assignees: ["qa"] });
    expect(project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Good." })).toBe(
      "All reviews complete. Status: IN_PRE_REVIEW -> PRE_REVIEWED\nReview submitted for CR-001",
    );
    expect(project.inbox("qa")).toEqual([]);
    expect(project.list(".claude/users/qa/inbox-archive")).toEqual(["2026-02-04"]);
    expect(project.archived("qa")).toEqual(["task-CR-001-pre_review-v0-1.md"]);
    expect(project.meta(id)).toMatchObject({ review_outcomes: { tu_ui: "RECOMMEND", qa: "RECOMMEND" } });

    project.as("claude", { kind: "route", id, approval: true });
    expect(project.as("qa", { kind: "approve", id })).toBe(
      [
        "All approvals complete. Status: IN_PRE_APPROVAL -> PRE_APPROVED",
        "Version: 0.1 -> 1.0",
        "Approval submitted for CR-001",
      ].join("\n"),
    );
    expect(project.has("QMS/.archive/CR/CR-001/CR-001-v0.1.md")).toBe(true);
    expect(project.inbox("claude")).toContain("notif-CR-001-approved-2026-02-04.md");

    expect(project.as("claude", { kind: "release", id })).toBe(
      "Released: CR-001\nStatus: PRE_APPROVED -> IN_EXECUTION",
    );
    expect(project.meta(id)).toMatchObject({ execution_phase: "post_release", version: "1.0" });
    expect(project.inbox("qa")).toContain("notif-CR-001-in_execution-2026-02-04.md");

    expect(project.as("claude", { kind: "checkout", id })).toBe(
      [
        "Execution checkout: creating v1.1 (current: v1.0)",
        "Checked out: CR-001",
        "Workspace: .claude/users/claude/workspace/CR-001.md",
      ].join("\n"),
    );
    project.edit("claude", id, "Done: the time left is shown.");
    expect(project.as("claude", { kind: "checkin", id })).toBe("Archived: v1.0\nChecked in: CR-001 (v1.1)");
    expect(project.has("QMS/.archive/CR/CR-001/CR-001-v1.0.md")).toBe(true);
    expect(project.read("QMS/.archive/CR/CR-001/CR-001-v1.0.md")).not.toContain("Done:");

    project.as("claude", { kind: "route", id, review: true });
    project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Done as planned." });
    project.as("claude", { kind: "route", id, approval: true });
    project.as("qa", { kind: "approve", id });
    expect(project.meta(id)).toMatchObject({ status: "POST_APPROVED", version: "2.0" });

    expect(project.as("claude", { kind: "close", id })).toBe(
      "Closed: CR-001\nLocation: QMS/CR/CR-001/CR-001.md",
    );
    expect(project.list("QMS/CR/CR-001")).toEqual(["CR-001.md"]);
    expect(project.meta(id)).toMatchObject({
      status: "CLOSED",
      responsible_user: null,
      pending_assignees: [],
      effective_version: null,
    });
    expect(project.history(id)).toEqual([
      "CREATE claude 0.1",
      "CHECKIN claude 0.1",
      "STATUS_CHANGE claude 0.1 DRAFT>IN_PRE_REVIEW",
      "ROUTE_REVIEW claude 0.1",
      "REVIEW tu_ui 0.1",
      "REVIEW qa 0.1",
      "STATUS_CHANGE qa 0.1 IN_PRE_REVIEW>PRE_REVIEWED",
      "STATUS_CHANGE claude 0.1 PRE_REVIEWED>IN_PRE_APPROVAL",
      "ROUTE_APPROVAL claude 0.1",
      "APPROVE qa 0.1",
      "STATUS_CHANGE qa 1.0 IN_PRE_APPROVAL>PRE_APPROVED",
      "RELEASE claude 1.0",
      "STATUS_CHANGE claude 1.0 PRE_APPROVED>IN_EXECUTION",
      "CHECKOUT claude 1.0",
      "CHECKIN claude 1.1",
      "STATUS_CHANGE claude 1.1 IN_EXECUTION>IN_POST_REVIEW",
      "ROUTE_REVIEW claude 1.1",
      "REVIEW qa 1.1",
      "STATUS_CHANGE qa 1.1 IN_POST_REVIEW>POST_REVIEWED",
      "STATUS_CHANGE claude 1.1 POST_REVIEWED>IN_POST_APPROVAL",
      "ROUTE_APPROVAL claude 1.1",
      "APPROVE qa 1.1",
      "STATUS_CHANGE qa 2.0 IN_POST_APPROVAL>POST_APPROVED",
      "CLOSE claude 2.0",
      "STATUS_CHANGE claude 2.0 POST_APPROVED>CLOSED",
    ]);
    expect(project.refused("claude", { kind: "checkout", id })).toBe(
      "Error: CR-001 is CLOSED and cannot be checked out.",
    );
  });

  it("goes back to its owner when it is rejected, and the approvers' tasks go with it", () => {
    const project = new TestProject();
    const id = "CR-001";
    project.as("claude", { kind: "create", type: "CR", title: "Change" });
    project.as("claude", { kind: "checkin", id });
    project.as("claude", { kind: "route", id, review: true });
    project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Good." });
    project.as("claude", { kind: "route", id, approval: true, assign: ["qa", "tu_ui"] });
    expect(project.as("qa", { kind: "reject", id, comment: "The plan lacks a test." })).toBe(
      "Document rejected. Status: IN_PRE_APPROVAL -> PRE_REVIEWED\nRejected: CR-001\nReason: The plan lacks a test.",
    );
    expect(project.meta(id)).toMatchObject({ status: "PRE_REVIEWED", pending_assignees: [] });
    // Neither who rejected it nor who was merely asked has anything of it left.
    expect(project.inbox("qa")).toEqual([]);
    expect(project.inbox("tu_ui")).toEqual([]);
    expect(project.archived("tu_ui")).toEqual(["task-CR-001-pre_approval-v0-1.md"]);
    const notice = project.read(".claude/users/claude/inbox/notif-CR-001-rejected-2026-02-04.md");
    expect(notice).toContain("CR-001 has been rejected by qa.\n\nReason: The plan lacks a test.");
    // It can be routed again at once; the task of the same name is another file in the archive.
    project.as("claude", { kind: "route", id, approval: true, assign: ["qa", "tu_ui"] });
    project.as("qa", { kind: "approve", id });
    project.as("tu_ui", { kind: "approve", id });
    expect(project.archived("tu_ui").filter((name) => name.startsWith("task-"))).toEqual([
      "task-CR-001-pre_approval-v0-1-2.md",
      "task-CR-001-pre_approval-v0-1.md",
    ]);
  });

  it("is taken back by its owner in mid-review, and reviewed anew", () => {
    const project = new TestProject();
    const id = "CR-001";
    project.as("claude", { kind: "create", type: "CR", title: "Change" });
    expect(project.as("claude", { kind: "route", id, review: true })).toContain("Auto-checked-in: CR-001");
    expect(project.refused("ini", { kind: "checkout", id })).toContain(
      "in IN_PRE_REVIEW and owned by claude",
    );
    expect(project.as("claude", { kind: "checkout", id })).toContain(
      "Auto-withdrawn: IN_PRE_REVIEW -> DRAFT",
    );
    expect(project.inbox("qa")).toEqual([]);
    expect(project.history(id).slice(-2)).toEqual(["WITHDRAW claude 0.1", "CHECKOUT claude 0.1"]);
    project.as("claude", { kind: "route", id, review: true });
    expect(project.as("claude", { kind: "withdraw", id })).toBe(
      "Withdrawn: CR-001\nStatus: IN_PRE_REVIEW -> DRAFT",
    );
  });

  it("is carried out again when its owner takes it out of its last approval", () => {
    const project = new TestProject();
    const id = "CR-001";
    inExecution(project);
    project.as("claude", { kind: "route", id, review: true });
    project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Good." });
    project.as("claude", { kind: "route", id, approval: true });
    expect(project.as("claude", { kind: "checkout", id })).toBe(
      [
        "Auto-withdrawn: IN_POST_APPROVAL -> POST_REVIEWED",
        "Transitioned from POST_REVIEWED to IN_EXECUTION",
        "Execution checkout: creating v1.1 (current: v1.0)",
        "Checked out: CR-001",
        "Workspace: .claude/users/claude/workspace/CR-001.md",
      ].join("\n"),
    );
    expect(project.inbox("qa").filter((file) => file.startsWith("task-"))).toEqual([]);
    expect(project.as("claude", { kind: "route", id, review: true })).toContain(
      "Status: IN_EXECUTION -> IN_POST_REVIEW",
    );
  });

  it("has no approval while a reviewer wants changes, or none of the quality group has spoken", () => {
    const project = new TestProject();
    const id = "CR-001";
    project.as("claude", { kind: "create", type: "CR", title: "Change" });
    project.as("claude", { kind: "route", id, review: true, assign: ["tu_ui"] });
    project.as("tu_ui", { kind: "review", id, outcome: "RECOMMEND", comment: "Fine." });
    expect(project.refused("claude", { kind: "route", id, approval: true })).toContain("no quality review");
    project.as("claude", { kind: "checkout", id });
    project.as("claude", { kind: "route", id, review: true });
    project.as("qa", { kind: "review", id, outcome: "UPDATES_REQUIRED", comment: "Add a test." });
    expect(project.refused("claude", { kind: "route", id, approval: true })).toBe(
      "Error: Cannot route for approval: qa requested updates.",
    );
  });

  it("does not carry a review of the plan over to what was done", () => {
    const project = new TestProject();
    inExecution(project);
    project.as("claude", { kind: "route", id: "CR-001", review: true, assign: ["tu_ui"] });
    project.as("tu_ui", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Fine." });
    expect(project.refused("claude", { kind: "route", id: "CR-001", approval: true })).toContain(
      "no quality review",
    );
  });

  it("takes its execution up again after a review, under a version that no archive has yet", () => {
    const project = new TestProject();
    const id = "CR-001";
    inExecution(project);
    project.as("claude", { kind: "checkout", id });
    project.as("claude", { kind: "route", id, review: true });
    project.as("qa", { kind: "review", id, outcome: "UPDATES_REQUIRED", comment: "Item 2 is open." });
    const said = project.as("claude", { kind: "checkout", id });
    expect(said).toContain("Transitioned from POST_REVIEWED to IN_EXECUTION");
    expect(said).toContain("creating v1.2 (current: v1.1)");
    project.edit("claude", id, "Item 2 is done.");
    expect(project.as("claude", { kind: "checkin", id })).toContain("Archived: v1.1");
    expect(project.list("QMS/.archive/CR/CR-001")).toEqual([
      "CR-001-v0.1.md",
      "CR-001-v1.0.md",
      "CR-001-v1.1.md",
    ]);
  });
});

describe("the life of a procedure", () => {
  it("is put in force, revised, and retired; every version is kept", () => {
    const project = new TestProject();
    const id = "SOP-001";
    project.as("claude", { kind: "create", type: "SOP", title: "My: procedure" });
    project.edit("claude", id, "Version one.");
    project.as("claude", { kind: "checkin", id });
    reviewAndApprove(project, "claude", id);
    expect(project.list("QMS/SOP")).toEqual(["SOP-001.md"]);
    expect(project.read("QMS/SOP/SOP-001.md")).toMatch(/^---\ntitle: 'My: procedure'\nrevision_summary: /);
    expect(project.meta(id)).toMatchObject({
      status: "EFFECTIVE",
      version: "1.0",
      effective_version: "1.0",
      responsible_user: null,
      checked_out: false,
    });
    expect(project.history(id).slice(-4)).toEqual([
      "APPROVE qa 0.1",
      "STATUS_CHANGE qa 1.0 IN_APPROVAL>APPROVED",
      "EFFECTIVE qa 1.0",
      "STATUS_CHANGE qa 1.0 APPROVED>EFFECTIVE",
    ]);

    expect(project.as("ini", { kind: "checkout", id })).toBe(
      [
        "Archived: v1.0",
        "Created draft v1.1 from effective v1.0",
        "Checked out: SOP-001",
        "Workspace: .claude/users/ini/workspace/SOP-001.md",
      ].join("\n"),
    );
    expect(project.list("QMS/SOP")).toEqual(["SOP-001-draft.md", "SOP-001.md"]);
    project.edit("ini", id, "Version two.");
    project.as("ini", { kind: "checkin", id });
    expect(project.refused("ini", { kind: "route", id, approval: true })).toContain("No reviews on record");
    reviewAndApprove(project, "ini", id);
    expect(project.meta(id)).toMatchObject({ version: "2.0", effective_version: "2.0" });
    expect(project.read("QMS/SOP/SOP-001.md")).toContain("Version two.");
    expect(project.list("QMS/.archive/SOP")).toEqual([
      "SOP-001-v0.1.md",
      "SOP-001-v1.0.md",
      "SOP-001-v1.1.md",
    ]);

    project.as("claude", { kind: "checkout", id });
    project.as("claude", { kind: "checkin", id });
    project.as("claude", { kind: "route", id, review: true });
    expect(project.refused("claude", { kind: "route", id, approval: true, retire: true })).toContain(
      "No reviews on record",
    );
    project.as("qa", { kind: "review", id, outcome: "RECOMMEND", comment: "Nobody needs it." });
    project.as("claude", { kind: "route", id, approval: true, retire: true });
    expect(project.meta(id)).toMatchObject({ retiring: true });
    // What was rejected is not retired by the next approval.
    project.as("qa", { kind: "reject", id, comment: "Not yet." });
    expect(project.meta(id)).not.toHaveProperty("retiring");
    project.as("claude", { kind: "route", id, approval: true, retire: true });
    const said = project.as("qa", { kind: "approve", id });
    expect(said).toContain("Archived: QMS/.archive/SOP/SOP-001-v3.0.md\nDocument is now RETIRED");
    expect(project.list("QMS/SOP")).toEqual([]);
    expect(project.meta(id)).toMatchObject({ status: "RETIRED", version: "3.0", responsible_user: null });
    expect(project.meta(id)).not.toHaveProperty("retiring");
    expect(project.list("QMS/.archive/SOP")).toEqual(
      ["0.1", "1.0", "1.1", "2.0", "2.1", "3.0"].map((version) => `SOP-001-v${version}.md`),
    );
    expect(project.history(id).slice(-4)).toEqual([
      "APPROVE qa 2.1",
      "STATUS_CHANGE qa 3.0 IN_APPROVAL>APPROVED",
      "RETIRE qa 3.0",
      "STATUS_CHANGE qa 3.0 APPROVED>RETIRED",
    ]);
    expect(project.refused("claude", { kind: "checkout", id })).toContain(
      "RETIRED and cannot be checked out",
    );
    expect(project.refused("claude", { kind: "route", id, review: true })).toContain("No draft found");
    expect(project.as("claude", { kind: "status", id })).toContain("Status: RETIRED\nLocation: archive");
    // Its number stays its own: another document under it would take the place of its state.
    expect(project.as("claude", { kind: "create", type: "SOP", title: "Next" })).toContain(
      "Created: SOP-002",
    );
  });

  it("is not retired before it was ever in force", () => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "SOP", title: "Procedure" });
    project.as("claude", { kind: "route", id: "SOP-001", review: true });
    project.as("qa", { kind: "review", id: "SOP-001", outcome: "RECOMMEND", comment: "Good." });
    expect(
      project.refused("claude", { kind: "route", id: "SOP-001", approval: true, retire: true }),
    ).toContain(
      "Cannot retire document that was never effective.\nCurrent version: 0.1\nRequired: Version >= 1.0",
    );
  });

  it("that was never approved can be cancelled, and its number is free again", () => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    expect(project.refused("claude", { kind: "cancel", id: "CR-001", confirm: true })).toContain(
      "checked out",
    );
    project.as("claude", { kind: "route", id: "CR-001", review: true });
    const preview = project.report("ini", { kind: "cancel", id: "CR-001" });
    expect(preview.isDone).toBe(false);
    expect(preview.text).toContain("This will permanently delete CR-001 (v0.1) and free the doc ID.");
    expect(project.as("ini", { kind: "cancel", id: "CR-001", confirm: true })).toContain("Canceled: CR-001");
    expect(project.has("QMS/CR/CR-001")).toBe(false);
    expect(project.has("QMS/.meta/CR/CR-001.json")).toBe(false);
    expect(project.inbox("qa")).toEqual([]);
    expect(project.archived("qa")).toEqual(["task-CR-001-pre_review-v0-1.md"]);
    expect(project.as("claude", { kind: "create", type: "CR", title: "B" })).toContain("Created: CR-001");
  });
});

describe("the life of an investigation", () => {
  it("has a deviation and, once it is closed, an addendum", () => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "INV", title: "Why it failed" });
    project.as("claude", { kind: "checkin", id: "INV-001" });
    reviewAndApprove(project, "claude", "INV-001");
    project.as("claude", { kind: "release", id: "INV-001" });

    project.as("ini", { kind: "create", type: "VAR", parent: "INV-001", title: "Another way" });
    const variance = "INV-001-VAR-001";
    expect(project.meta(variance)).toMatchObject({ doc_type: "VAR", status: "DRAFT", version: "0.1" });
    project.as("ini", { kind: "checkin", id: variance });
    reviewAndApprove(project, "ini", variance);
    expect(project.inbox("claude")).toContain("notif-INV-001-VAR-001-pre_approved-2026-02-04.md");
    const notice = project.read(
      ".claude/users/claude/inbox/notif-INV-001-VAR-001-pre_approved-2026-02-04.md",
    );
    expect(notice).toContain(
      "INV-001-VAR-001 (child of INV-001) moved from IN_PRE_APPROVAL to PRE_APPROVED.",
    );

    const early = { kind: "create", type: "ADD", parent: "INV-001", title: "More" } as const;
    expect(project.refused("claude", early)).toContain(
      "ADD documents can only be created against CLOSED parents.\nParent INV-001 is currently IN_EXECUTION.",
    );
    reviewAndApprove(project, "claude", "INV-001");
    const closed = project.report("claude", { kind: "close", id: "INV-001" });
    expect(closed.warnings).toEqual(["INV-001-VAR-001 is still PRE_APPROVED."]);
    expect(project.has("QMS/INV/INV-001/INV-001.md")).toBe(true);

    project.as("ini", { kind: "release", id: variance });
    reviewAndApprove(project, "ini", variance);
    project.as("ini", { kind: "close", id: variance });
    expect(project.as("claude", { kind: "create", type: "ADD", parent: "INV-001", title: "More" })).toContain(
      "Created: INV-001-ADD-001",
    );
    expect(project.as("claude", { kind: "create", type: "VAR", parent: "INV-001-ADD-001" })).toContain(
      "INV-001-ADD-001-VAR-001",
    );
    expect(project.list("QMS/INV/INV-001")).toEqual([
      "INV-001-ADD-001-VAR-001-draft.md",
      "INV-001-ADD-001-draft.md",
      "INV-001-VAR-001.md",
      "INV-001.md",
    ]);
    expect(project.refused("claude", { kind: "cancel", id: "INV-001-ADD-001", confirm: true })).toContain(
      "checked out",
    );
    project.as("claude", { kind: "checkin", id: "INV-001-ADD-001" });
    expect(project.refused("claude", { kind: "cancel", id: "INV-001-ADD-001", confirm: true })).toContain(
      "child documents",
    );
  });
});

describe("test protocols and their reports", () => {
  it("are numbered in their family's folder", () => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    project.as("claude", { kind: "create", type: "TP", parent: "CR-001", title: "P" });
    for (const number of [1, 2]) {
      expect(project.as("claude", { kind: "create", type: "ER", parent: "CR-001-TP-001" })).toContain(
        `Created: CR-001-TP-001-ER-00${number}`,
      );
    }
    expect(project.has("QMS/.meta/ER/CR-001-TP-001-ER-002.json")).toBe(true);
    expect(project.refused("claude", { kind: "create", type: "ER", parent: "CR-001" })).toBe(
      "Error: ER documents must have a TP parent",
    );
    expect(project.refused("claude", { kind: "create", type: "TP" })).toContain("require --parent flag");
    expect(project.refused("claude", { kind: "create", type: "TP", parent: "CR-009" })).toContain(
      "Parent document CR-009 does not exist",
    );
  });
});

describe("the life of a verification record", () => {
  it("is written by answering prompts and closed with its parent", () => {
    const project = new TestProject();
    project.write("QMS/TEMPLATE/TEMPLATE-VR.md", readFileSync(VR_TEMPLATE, "utf8"));
    project.as("claude", { kind: "create", type: "CR", title: "Change" });
    expect(project.refused("claude", { kind: "create", type: "VR", parent: "CR-001" })).toContain(
      "VR documents can only be created against IN_EXECUTION parents.\nParent CR-001 is currently DRAFT.",
    );
    project.as("claude", { kind: "checkin", id: "CR-001" });
    project.as("claude", { kind: "cancel", id: "CR-001", confirm: true });
    inExecution(project);
    expect(
      project.as("claude", { kind: "create", type: "VR", parent: "CR-001", title: "It works" }),
    ).toContain("Created: CR-001-VR-001 (v1.0, IN_EXECUTION)");
    const id = "CR-001-VR-001";
    expect(project.list(".claude/users/claude/workspace")).toEqual([`${id}.interact`, `${id}.md`]);
    expect(project.as("claude", { kind: "interact", id })).toContain("--- Prompt: related_eis ---");
    const answer = (value: string): string =>
      project.as("claude", { kind: "interact", id, action: { kind: "respond", value } });
    expect(answer("EI-1")).toContain("Recorded: related_eis");
    answer("The time left is shown.");
    answer("A build of today.");
    answer("Open the page.");
    answer("It shows the time left.");
    answer("It shows 12 minutes.");
    answer("Pass");
    expect(answer("no")).toContain("Gate: more_steps");
    answer("Pass");
    answer("All as expected.");
    expect(project.as("claude", { kind: "interact", id })).toContain("Document is COMPLETE");
    expect(project.as("claude", { kind: "read", id })).toContain("It shows 12 minutes.");

    expect(project.as("claude", { kind: "checkin", id })).toBe(
      `Source saved: ${id}.source.json\nChecked in: ${id} (v1.0, interactive)`,
    );
    expect(project.read(`QMS/CR/CR-001/${id}-draft.md`)).toContain("*-- claude, 2026-02-04 14:30:22");
    expect(project.list(".claude/users/claude/workspace")).toEqual([]);

    // An amendment: the record is taken up again, and says what was there before.
    expect(project.as("claude", { kind: "checkout", id })).toContain("creating v1.1 (current: v1.0)");
    project.as("claude", {
      kind: "interact",
      id,
      action: { kind: "goto", prompt: "summary_narrative", reason: "Too short." },
    });
    project.as("claude", {
      kind: "interact",
      id,
      action: { kind: "respond", value: "All three pages as expected.", reason: "Too short." },
    });
    reviewAndApprove(project, "claude", "CR-001");
    expect(project.as("claude", { kind: "close", id: "CR-001" })).toContain(`  Cascade closed: ${id}`);
    expect(project.meta(id)).toMatchObject({ status: "CLOSED", version: "1.1", responsible_user: null });
    expect(project.list(".claude/users/claude/workspace")).toEqual([]);
    expect(project.list("QMS/CR/CR-001")).toEqual([`${id}.md`, "CR-001.md"].toSorted());
    const text = project.read(`QMS/CR/CR-001/${id}.md`);
    expect(text).toContain("All three pages as expected.");
    expect(text).toContain("~~All as expected.~~");
    expect(project.has(`QMS/.audit/VR/${id}.source.jsonl`)).toBe(false);
    expect(project.history(id).slice(-2)).toEqual([
      "CLOSE claude 1.1",
      "STATUS_CHANGE claude 1.1 IN_EXECUTION>CLOSED",
    ]);
  });
});

describe("a closed change record", () => {
  it("leaves no work of anybody behind", () => {
    const project = new TestProject();
    closedChange(project);
    expect(project.refused("claude", { kind: "route", id: "CR-001", review: true })).toContain(
      "No draft found",
    );
  });
});
