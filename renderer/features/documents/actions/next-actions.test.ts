import { expect, it } from "vitest";
import type { Status } from "../../../../shared/qms/status.ts";
import { nextActions } from "./next-actions.ts";

it.each<[Status, boolean, readonly string[]]>([
  ["DRAFT", true, ["route-review", "checkin"]],
  ["DRAFT", false, ["route-review", "checkout"]],
  ["PRE_REVIEWED", false, ["route-approval"]],
  ["PRE_APPROVED", false, ["release"]],
  ["POST_APPROVED", false, ["close"]],
  ["CLOSED", false, []],
])("offers what its owner does next with a document that is %s", (status, isCheckedOut, actions) => {
  expect(nextActions({ status, pending: [], isCheckedOut })).toEqual(actions);
});

it("offers the answer where one was asked of the person, and to ask somebody where nobody was", () => {
  const standing = (status: Status, pending: readonly string[]) => ({
    status,
    pending: [...pending],
    isCheckedOut: false,
  });
  expect(nextActions(standing("IN_PRE_REVIEW", ["qa", "lead"]))).toEqual(["review"]);
  expect(nextActions(standing("IN_POST_APPROVAL", ["lead"]))).toEqual(["approve", "reject"]);
  expect(nextActions(standing("IN_REVIEW", []))).toEqual(["assign"]);
});
