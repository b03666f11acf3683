import { assertNever } from "../base/assert-never.ts";
import type { DocumentAction } from "./judge.ts";
import type { QmsRequest, ReviewOutcome } from "./request.ts";

/** What an action may have to be told. */
export const FORM_FIELDS = ["comment", "outcome", "assignees", "reason", "confirm"] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** What somebody filled in. */
export interface ActionForm {
  readonly comment?: string;
  readonly outcome?: ReviewOutcome;
  readonly assignees?: readonly string[];
  readonly reason?: string;
  readonly confirm?: boolean;
}

/** Who is asked where nobody is named. */
export const USUAL_ASSIGNEES: readonly string[] = ["qa"];

const NEEDS: Readonly<Partial<Record<DocumentAction, readonly FormField[]>>> = {
  "route-review": ["assignees"],
  "route-approval": ["assignees"],
  "route-retirement": ["assignees"],
  assign: ["assignees"],
  review: ["outcome", "comment"],
  reject: ["comment"],
  revert: ["reason"],
  cancel: ["confirm"],
};

/** What the form of an action asks for; nothing for one that is done as it is chosen. */
export function needsOf(action: DocumentAction): readonly FormField[] {
  return NEEDS[action] ?? [];
}

/** What is asked of the QMS when an action is taken with a form that has been filled in. */
export function requestOf(action: DocumentAction, id: string, form: ActionForm = {}): QmsRequest {
  const { comment = "", reason = "", outcome = "RECOMMEND", assignees = [], confirm = false } = form;
  const assign = assignees.length === 0 ? {} : { assign: assignees };
  switch (action) {
    case "checkout":
    case "checkin":
    case "interact":
    case "approve":
    case "withdraw":
    case "release":
    case "close":
    case "fix":
      return { kind: action, id };
    case "route-review":
      return { kind: "route", id, review: true, ...assign };
    case "route-approval":
      return { kind: "route", id, approval: true, ...assign };
    case "route-retirement":
      return { kind: "route", id, approval: true, retire: true, ...assign };
    case "assign":
      return { kind: "assign", id, assignees };
    case "review":
      return { kind: "review", id, comment, outcome };
    case "reject":
      return { kind: "reject", id, comment };
    case "revert":
      return { kind: "revert", id, reason };
    case "cancel":
      return { kind: "cancel", id, confirm };
    default:
      return assertNever(action);
  }
}
