import { describe, expect, it } from "vitest";
import { Request } from "../contract/qms.ts";
import { needsOf, requestOf } from "./action-form.ts";
import { DOCUMENT_ACTIONS } from "./judge.ts";

describe("the request of an action", () => {
  it("is one that the contract takes, whatever was filled in", () => {
    const form = {
      comment: "c",
      outcome: "UPDATES_REQUIRED",
      assignees: ["qa"],
      reason: "r",
      confirm: true,
    } as const;
    for (const action of DOCUMENT_ACTIONS) {
      for (const filled of [form, {}])
        expect(Request.safeParse(requestOf(action, "CR-001", filled)).error).toBeUndefined();
    }
  });

  it("carries what its form asks for", () => {
    const id = "CR-001";
    expect(requestOf("route-retirement", id, { assignees: ["bu"] })).toEqual({
      kind: "route",
      id,
      approval: true,
      retire: true,
      assign: ["bu"],
    });
    expect(requestOf("route-review", id)).toEqual({ kind: "route", id, review: true });
    expect(requestOf("review", id, { comment: "No", outcome: "UPDATES_REQUIRED" })).toEqual({
      kind: "review",
      id,
      comment: "No",
      outcome: "UPDATES_REQUIRED",
    });
    expect(needsOf("cancel")).toEqual(["confirm"]);
    expect(needsOf("approve")).toEqual([]);
  });
});
