import type { DocumentAction } from "../../../../shared/qms/judge.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { workflowOf } from "../../../../shared/qms/status.ts";
import { deliverTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";
import { shownId } from "../project/documents.ts";
import { Refusal, refusalBlock } from "../refusal.ts";
import { refuseRetirement } from "../refuse.ts";
import { takeBack } from "./checkin.ts";

type RouteRequest = Extract<QmsRequest, { readonly kind: "route" }>;

const DEFAULT_ASSIGNEES = ["qa"];

/** Asks others to review or approve a document; one that its owner has checked out is checked in first. */
export function route(operation: Operation, { id, review, approval, assign, retire }: RouteRequest): void {
  if (review !== true && approval !== true) {
    operation.requireGroup("route-review", id);
    throw new Refusal("Error: Must specify workflow type (--review or --approval)");
  }
  const action = actionOf(review === true, retire === true);
  const document = operation.documentFor(action, id);
  const to = operation.require(action, document);
  if (review === true && retire === true) throw refuseRetirement();
  const assignees = checkedAssignees(operation, assign ?? DEFAULT_ASSIGNEES);

  const checkedIn = document.meta.isCheckedOut ? takeBack(operation, document) : document;
  if (document.meta.isCheckedOut) operation.say(`Auto-checked-in: ${id}`);
  const from = checkedIn.meta.status;
  const routed = operation.change(checkedIn, {
    status: to,
    pending_assignees: assignees,
    // What was said of an earlier text does not speak for this one.
    ...(review === true && checkedIn.meta.outcomes.size > 0 ? { review_outcomes: {} } : {}),
    retiring: action === "route-retirement" ? true : undefined,
  });
  const workflow = workflowOf(to) ?? to;
  operation.record(
    id,
    routed.meta.version,
    statusChange(from, to),
    review === true
      ? { event: "ROUTE_REVIEW", details: { assignees, review_type: workflow } }
      : { event: "ROUTE_APPROVAL", details: { assignees, approval_type: workflow } },
  );
  deliverTasks(operation, routed, assignees);
  notify(operation, { id, from, to, owner: routed.meta.owner, tasked: assignees });
  operation.say(
    `Routed: ${id} for ${workflow}`,
    `Status: ${from} -> ${to}`,
    `Assigned to: ${assignees.join(", ")}`,
  );
}

function actionOf(isReview: boolean, isRetirement: boolean): DocumentAction {
  if (isReview) return "route-review";
  return isRetirement ? "route-retirement" : "route-approval";
}

/** The users of a list, each once; a `Refusal` where one of them is none. */
export function checkedAssignees({ users }: Operation, names: readonly string[]): readonly string[] {
  const assignees = [...new Set(names)];
  if (assignees.length === 0) throw refusalBlock("Error: No assignees given.");
  const strangers = assignees.filter((name) => !users.isKnown(name));
  if (strangers.length > 0) throw new Refusal(`Error: Invalid user(s): ${strangers.map(shownId).join(", ")}`);
  return assignees;
}
