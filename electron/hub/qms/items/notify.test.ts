import { describe, expect, it } from "vitest";
import { filesThatRefuse } from "../store/failing-files.test-support.ts";
import { TestProject } from "../testing/test-project.test-support.ts";

/** A change record that both `qa` and `tu_ui` have reviewed, with the notifications of that put away. */
function reviewed(project: TestProject): void {
  project.as("ini", { kind: "create", type: "CR", title: "A" });
  project.as("ini", { kind: "route", id: "CR-001", review: true, assign: ["qa", "tu_ui"] });
  for (const name of ["tu_ui", "qa"])
    project.as(name, { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Good." });
  putAway(project);
}

function putAway(project: TestProject): void {
  for (const name of ["ini", "qa", "tu_ui", "tu_sim", "claude"])
    project.as(name, { kind: "inbox-archive-notifications" });
}

/** Who has which notifications, without their dates. */
function news(project: TestProject): string[] {
  return ["claude", "ini", "lead", "qa", "tu_sim", "tu_ui"].flatMap((name) =>
    project
      .inbox(name)
      .filter((file) => file.startsWith("notif-"))
      .map((file) => `${name}: ${file.replace(/^notif-|-\d{4}-\d\d-\d\d.*$/g, "")}`),
  );
}

describe("a notification", () => {
  it("tells those who reviewed a document that its owner works on it again", () => {
    const project = new TestProject();
    reviewed(project);
    project.as("ini", { kind: "checkout", id: "CR-001" });
    expect(news(project)).toEqual([]);
    project.as("ini", { kind: "checkin", id: "CR-001" });
    expect(news(project)).toEqual(["qa: CR-001-draft", "tu_ui: CR-001-draft"]);
    expect(project.read(".claude/users/qa/inbox/notif-CR-001-draft-2026-02-04.md")).toContain(
      "\nCR-001 moved from PRE_REVIEWED to DRAFT.\n",
    );
  });

  it("is not for whoever acts, nor for whoever is given a task by the same act", () => {
    const project = new TestProject();
    reviewed(project);
    project.as("ini", { kind: "route", id: "CR-001", approval: true, assign: ["qa", "tu_sim"] });
    expect(news(project)).toEqual(["tu_ui: CR-001-in_pre_approval"]);
    putAway(project);
    project.as("qa", { kind: "reject", id: "CR-001", comment: "Not yet." });
    // `tu_sim` was asked, and has said nothing: this is no news for them.
    expect(news(project)).toEqual(["ini: CR-001-rejected", "tu_ui: CR-001-pre_reviewed"]);
  });

  it("is one for each, also for an owner who has reviewed and is asked no more", () => {
    const project = new TestProject();
    reviewed(project);
    // From the next checkout on it belongs to somebody who has reviewed it.
    project.write(".claude/agents/tu_ui.md", "---\nname: tu_ui\ngroup: initiator\n---\n");
    project.as("tu_ui", { kind: "checkout", id: "CR-001" });
    project.as("tu_ui", { kind: "route", id: "CR-001", review: true });
    project.as("qa", { kind: "review", id: "CR-001", outcome: "RECOMMEND", comment: "Good." });
    project.as("tu_ui", { kind: "route", id: "CR-001", approval: true });
    putAway(project);
    project.as("qa", { kind: "approve", id: "CR-001" });
    expect(news(project)).toEqual(["tu_ui: CR-001-approved"]);
  });

  it("passes over whoever is no user any more, and a cancelled document tells nobody", () => {
    const project = new TestProject();
    reviewed(project);
    project.write(".claude/agents/tu_ui.md", "nothing");
    project.as("ini", { kind: "checkout", id: "CR-001" });
    project.as("ini", { kind: "checkin", id: "CR-001" });
    expect(news(project)).toEqual(["qa: CR-001-draft"]);
    project.as("qa", { kind: "inbox-archive-notifications" });
    project.as("ini", { kind: "route", id: "CR-001", review: true });
    project.as("ini", { kind: "cancel", id: "CR-001", confirm: true });
    expect(news(project)).toEqual([]);
  });

  it("tells the owner of a document what becomes of its children", () => {
    const project = new TestProject();
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    project.as("ini", { kind: "create", type: "VAR", parent: "CR-001", title: "B" });
    expect(news(project)).toEqual([]);
    project.as("ini", { kind: "route", id: "CR-001-VAR-001", review: true });
    expect(news(project)).toEqual(["claude: CR-001-VAR-001-in_pre_review"]);
    const file = ".claude/users/claude/inbox/notif-CR-001-VAR-001-in_pre_review-2026-02-04.md";
    expect(project.read(file)).toContain(
      "parent: CR-001\n---\n\nCR-001-VAR-001 (child of CR-001) moved from DRAFT to IN_PRE_REVIEW.\n",
    );
  });

  it("stops nothing where the disk does not take it", () => {
    const project = new TestProject();
    reviewed(project);
    project.as("ini", { kind: "checkout", id: "CR-001" });
    const warnings: string[] = [];
    const files = filesThatRefuse((path) => path.includes("/users/qa/inbox/"));
    project
      .open(files, (sentence) => warnings.push(sentence))
      .perform("ini", { kind: "checkin", id: "CR-001" });
    expect(project.meta("CR-001")["checked_out"]).toBe(false);
    expect(news(project)).toEqual(["tu_ui: CR-001-draft"]);
    expect(warnings.join()).toContain(".claude/users/qa/inbox/notif-CR-001-draft-2026-02-04.md");
  });
});
