import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { QmsRequest } from "../../../shared/qms/request.ts";
import { Death, filesThatDieAt } from "./store/failing-files.test-support.ts";
import { TestProject } from "./testing/test-project.test-support.ts";

const VR_TEMPLATE = new URL("../../../assets/qms/templates/TEMPLATE-VR.md", import.meta.url);
const ID = "CR-001";
const GOOD = { kind: "review", id: ID, outcome: "RECOMMEND", comment: "Good." } as const;
const REVIEW: QmsRequest = { kind: "route", id: ID, review: true, assign: ["qa", "tu_ui"] };

/** The steps of a change record with a verification record; each is tried with a crash at every write. */
const LIFE: readonly (readonly [user: string, request: QmsRequest])[] = [
  ["claude", { kind: "create", type: "CR", title: "A change" }],
  ["claude", REVIEW],
  ["tu_ui", GOOD],
  ["claude", { kind: "checkout", id: ID }],
  ["claude", { kind: "checkin", id: ID }],
  ["claude", REVIEW],
  ["tu_ui", GOOD],
  ["qa", GOOD],
  ["claude", { kind: "route", id: ID, approval: true }],
  ["qa", { kind: "reject", id: ID, comment: "Not yet." }],
  ["claude", { kind: "route", id: ID, approval: true }],
  ["qa", { kind: "approve", id: ID }],
  ["claude", { kind: "release", id: ID }],
  ["claude", { kind: "create", type: "VR", parent: ID, title: "It works" }],
  ["claude", { kind: "interact", id: `${ID}-VR-001`, action: { kind: "respond", value: "EI-1" } }],
  ["claude", { kind: "checkout", id: ID }],
  ["claude", REVIEW],
  ["qa", { kind: "assign", id: ID, assignees: ["tu_sim"] }],
  ["claude", { kind: "withdraw", id: ID }],
  ["claude", REVIEW],
  ["tu_ui", GOOD],
  ["qa", GOOD],
  ["claude", { kind: "route", id: ID, approval: true }],
  ["qa", { kind: "approve", id: ID }],
  ["claude", { kind: "close", id: ID }],
  ["claude", { kind: "message", recipient: "qa", subject: "Done", body: "It is closed." }],
  ["claude", { kind: "inbox-archive-notifications" }],
  ["claude", { kind: "create", type: "CR", title: "Another" }],
  ["claude", { kind: "checkin", id: "CR-002" }],
  ["claude", { kind: "cancel", id: "CR-002", confirm: true }],
];

/** Lets a request die at its nth write; says whether it came so far. */
function diesAt(project: TestProject, count: number, [user, request]: (typeof LIFE)[number]): boolean {
  try {
    project.open(filesThatDieAt(count)).perform(user, request);
    return false;
  } catch (error) {
    if (error instanceof Death) return true;
    throw error;
  }
}

describe("an operation", () => {
  it("is done or undone by the next command, wherever in it the program dies", () => {
    const project = new TestProject();
    project.write("QMS/TEMPLATE/TEMPLATE-VR.md", readFileSync(VR_TEMPLATE, "utf8"));
    let deaths = 0;
    for (const step of LIFE) {
      const before = project.snapshot();
      const done = new TestProject(project);
      done.as(...step);
      const after = done.snapshot();
      for (let count = 1; ; count += 1) {
        const victim = new TestProject(project);
        if (!diesAt(victim, count, step)) break;
        deaths += 1;
        // Any command will do; this one only looks.
        victim.qms.perform("claude", { kind: "workspace" });
        const found = victim.snapshot();
        const isDone = JSON.stringify([...found]) === JSON.stringify([...after]);
        if (!isDone) expect([...found], `${step[1].kind}, write ${count}`).toEqual([...before]);
      }
      project.as(...step);
    }
    expect(deaths).toBeGreaterThan(500);
  }, 240_000);
});
