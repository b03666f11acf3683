import { expect, test } from "vitest";
import type { JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { DOCUMENT_ACTIONS } from "../../../../shared/qms/judge.ts";
import { actionWords, byReason, grouped, isDoneAtOnce } from "./action-words.ts";
import { formProblems } from "./form-problems.ts";

test("has words for every action, and an order in which none is missing", () => {
  const actions: JudgedAction[] = DOCUMENT_ACTIONS.map((action) => ({
    action,
    needs: [],
    verdict: { kind: "allowed", to: "DRAFT" },
  }));
  const { open } = grouped(actions);
  expect(open.map(({ action }) => action).toSorted()).toEqual([...DOCUMENT_ACTIONS].toSorted());
  expect(open.slice(0, 2).map(({ action }) => actionWords(action).title)).toEqual(["Review", "Approve"]);
});

test("keeps what never applies apart from what may come", () => {
  const { later, never } = grouped([
    { action: "approve", needs: [], verdict: { kind: "refused", reason: "not-assigned", why: "Not asked." } },
    { action: "release", needs: [], verdict: { kind: "refused", reason: "not-executable", why: "Never." } },
  ]);
  expect(later.map(({ action }) => action)).toEqual(["approve"]);
  expect(never.map(({ action }) => action)).toEqual(["release"]);
});

test("tells a reason once, in words", () => {
  const refused = (action: "review" | "approve" | "checkout", why: string): JudgedAction => ({
    action,
    needs: [],
    verdict: { kind: "refused", reason: "not-assigned", why },
  });
  expect(
    byReason([
      refused("review", "It is IN_REVIEW, not of this user."),
      refused("checkout", "It belongs to QUALITY."),
      refused("approve", "It is IN_REVIEW, not of this user."),
    ]),
  ).toEqual([
    { why: "It is in review, not of you.", titles: ["Review", "Approve"] },
    { why: "It belongs to QUALITY.", titles: ["Check out"] },
  ]);
});

test("says what is missing in a form", () => {
  expect(formProblems("review", ["outcome", "comment"], { comment: " " })).toEqual({
    comment: "Say what you think of it.",
    outcome: "Choose one.",
  });
  expect(formProblems("route-review", ["assignees"], {})).toEqual({});
  expect(Object.keys(formProblems("assign", ["assignees"], { assignees: [] }))).toEqual(["assignees"]);
  expect(Object.keys(formProblems("cancel", ["confirm"], {}))).toEqual(["confirm"]);
  expect(formProblems("cancel", ["confirm"], { confirm: true })).toEqual({});
});

test("asks before a copy that is taken or given back sends a document back", () => {
  const to = (status: "DRAFT" | "REVIEWED"): JudgedAction => ({
    action: "checkin",
    needs: [],
    verdict: { kind: "allowed", to: status },
  });
  expect(isDoneAtOnce(to("DRAFT"), { status: "DRAFT" })).toBe(true);
  expect(isDoneAtOnce(to("DRAFT"), { status: "REVIEWED" })).toBe(false);
  expect(isDoneAtOnce({ ...to("DRAFT"), action: "approve" }, { status: "DRAFT" })).toBe(false);
});
