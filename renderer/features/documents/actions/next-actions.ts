import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import type { DocumentAction } from "../../../../shared/qms/judge.ts";

export type Standing = Pick<DocumentView, "status" | "pending" | "isCheckedOut">;

/** What a document whose next step is the person's waits for, the likeliest first. Whether it can be done is judged when it is asked for. */
export function nextActions({ status, pending, isCheckedOut }: Standing): readonly DocumentAction[] {
  const isAsked = pending.includes(PERSON);
  switch (status) {
    case "IN_REVIEW":
    case "IN_PRE_REVIEW":
    case "IN_POST_REVIEW":
      return isAsked ? ["review"] : ["assign"];
    case "IN_APPROVAL":
    case "IN_PRE_APPROVAL":
    case "IN_POST_APPROVAL":
      return isAsked ? ["approve", "reject"] : ["assign"];
    case "DRAFT":
    case "EFFECTIVE":
      return isCheckedOut ? ["route-review", "checkin"] : ["route-review", "checkout"];
    case "REVIEWED":
    case "PRE_REVIEWED":
    case "POST_REVIEWED":
      return ["route-approval"];
    case "PRE_APPROVED":
      return ["release"];
    case "IN_EXECUTION":
      return isCheckedOut ? ["route-review", "checkin"] : ["route-review", "checkout"];
    case "POST_APPROVED":
      return ["close"];
    case "APPROVED":
    case "CLOSED":
    case "RETIRED":
    case undefined:
      return [];
  }
}
