import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Group, User } from "../../../shared/qms/group.ts";
import type { DocumentAction, Judged, Reason } from "../../../shared/qms/judge.ts";
import type { Permission } from "../../../shared/qms/permission.ts";
import { notFound } from "./project/documents.ts";
import { Refusal, refusalBlock } from "./refusal.ts";

/** Says that an action is refused, in the words of its command. */
export function refuse(
  action: DocumentAction,
  id: string,
  user: User,
  reason: Reason,
  document?: Judged,
): Refusal {
  switch (reason.kind) {
    case "group":
      return refuseGroup(action, user, reason.permission);
    case "not-owner":
      return refuseStranger(action, id, user, reason.owner);
    case "terminal":
      if (action === "checkout")
        return new Refusal(`Error: ${id} is ${reason.status} and cannot be checked out.`);
      return document?.type.isAttachment === true
        ? new Refusal(`Error: ${id} is already ${reason.status}.`)
        : refusalBlock(`Error: ${id} must be POST_APPROVED to close.`, `Current status: ${reason.status}`);
    case "no-draft":
    case "no-effective":
    case "not-found":
      return refuseMissing(action, id);
    case "checked-out":
      return refuseCheckedOut(action, id, user, reason.by);
    case "not-checked-out":
      return new Refusal(`Error: ${id} is not checked out. Check it out first: qms checkout ${id}`);
    case "active-workflow":
      return new Refusal(
        `Error: ${id} is in ${reason.status} and owned by ${reason.owner ?? "unknown"}\n` +
          "Only the document owner can checkout from an active workflow",
      );
    case "not-in-round":
      return refuseOutsideRound(action, id, reason.status);
    case "not-assigned":
      return refuseUnassigned(action, id, user);
    case "wrong-status":
      return refuseStatus(action, id, reason.status);
    case "not-executable":
      return action === "close"
        ? refusalBlock(`Error: ${id} is not an executable document.`, "Only executable documents are closed.")
        : refuseStatus(action, id, document?.meta.status ?? "unknown");
    case "not-interactive":
      return new Refusal(`Error: ${id} is not authored interactively. Edit its copy in your workspace.`);
    case "no-reviews":
      return new Refusal("Error: No reviews on record. Document must be reviewed before approval routing.");
    case "updates-requested":
      return new Refusal(`Error: Cannot route for approval: ${reason.by} requested updates.`);
    case "no-quality-review":
      return new Refusal("Error: Cannot route for approval: no quality review on record.");
    case "not-final-approval":
      return refuseRetirement();
    case "never-effective":
      return refusalBlock(
        "Error: Cannot retire document that was never effective.",
        `Current version: ${reason.version}`,
        "Required: Version >= 1.0",
      );
    case "was-effective":
      return new Refusal(`Error: Cannot cancel ${id} - it was effective (v${reason.version}).`, {
        stream: "stderr",
        hint: `A document that was in force is retired instead: qms route ${id} --approval --retire`,
      });
    case "has-children":
      return new Refusal(`Error: ${id} has child documents. Cancel those first.`, { stream: "stderr" });
    default:
      return assertNever(reason);
  }
}

/** Says that the document which an action needs is not there. */
export function refuseMissing(action: DocumentAction, id: string): Refusal {
  switch (action) {
    case "checkout":
    case "interact":
      return notFound(id);
    case "fix":
      return new Refusal(notFound(id).text, { stream: "stderr" });
    case "cancel":
      return new Refusal(`Error: Document ${id} not found.`, { stream: "stderr" });
    case "checkin":
    case "route-review":
    case "route-approval":
    case "route-retirement":
    case "assign":
    case "review":
    case "approve":
    case "reject":
    case "withdraw":
    case "release":
    case "revert":
    case "close":
      return refusalBlock(`Error: No draft found for ${id}.`);
    default:
      return assertNever(action);
  }
}

/** Retirement comes with the last approval of a document, and with nothing else. */
export function refuseRetirement(): Refusal {
  return new Refusal("Error: --retire only applies to --approval routing (for final approval phase)");
}

/** Says that a command is not for this user's group. */
export function denied(command: string, user: User, { groups }: Permission): Refusal {
  return refusalBlock(
    `Permission Denied: '${command}' command`,
    "",
    `Your role: ${user.group} (${user.name})`,
    `Required role(s): ${groups.join(", ")}`,
    "",
    GUIDANCE[user.group],
  );
}

const GUIDANCE: Readonly<Record<Group, string>> = {
  administrator: "Administrators create documents, carry them through their workflow and put files right.",
  initiator: "Initiators create documents and carry them through their workflow.",
  quality: "Quality assigns reviewers, reviews, and approves or rejects what is routed to it.",
  reviewer: "Reviewers review, and approve or reject, the documents that are assigned to them.",
};

function refuseGroup(action: DocumentAction, user: User, permission: Permission): Refusal {
  if (action === "cancel")
    return new Refusal("Error: Only initiator-level users can cancel documents.", { stream: "stderr" });
  if (action === "fix")
    return new Refusal("Error: Only administrators can run administrative fixes.", { stream: "stderr" });
  return denied(commandOf(action), user, permission);
}

function refuseStranger(action: DocumentAction, id: string, user: User, owner: string): Refusal {
  if (commandOf(action) === "route")
    return new Refusal(`Error: Only the document owner can route ${id}\nCurrent owner: ${owner}`);
  if (action === "withdraw")
    return refusalBlock("Error: Only the document owner can withdraw.", `Current owner: ${owner}`);
  return refusalBlock(
    `Permission Denied: '${commandOf(action)}' command`,
    "",
    `You (${user.name}) are not the responsible user for this document.`,
    `Responsible user: ${owner}`,
    "Only the document owner can perform this action.",
  );
}

function refuseCheckedOut(action: DocumentAction, id: string, user: User, by: string | undefined): Refusal {
  const holder = by ?? "unknown";
  if (action === "cancel") {
    return new Refusal(`Error: ${id} is checked out by ${holder}.`, {
      stream: "stderr",
      hint: "Document must be checked in before canceling.",
    });
  }
  if (action === "checkout" && by === user.name) return new Refusal(`You already have ${id} checked out`);
  if (commandOf(action) === "route")
    return new Refusal(
      `Error: ${id} is checked out by ${holder}.\nIt must be checked in before it is routed.`,
    );
  return new Refusal(`Error: ${id} is checked out by ${holder}`);
}

function refuseOutsideRound(action: DocumentAction, id: string, status: string): Refusal {
  switch (action) {
    case "review":
      return refusalBlock(`Error: ${id} is not in review.`, `Current status: ${status}`);
    case "approve":
    case "reject":
      return refusalBlock(`Error: ${id} is not in approval.`, `Current status: ${status}`);
    case "withdraw":
      return refusalBlock(`Error: ${id} is not in a withdrawable state.`, `Current status: ${status}`);
    default:
      return new Refusal(
        `Error: ${id} is not in an active workflow (status: ${status})\nRoute it for review or approval first.`,
      );
  }
}

function refuseUnassigned(action: DocumentAction, id: string, user: User): Refusal {
  return action === "reject"
    ? new Refusal(`Error: You are not assigned to approve ${id}`)
    : refusalBlock(`Error: You (${user.name}) are not assigned to ${action} ${id}.`);
}

function refuseStatus(action: DocumentAction, id: string, status: string): Refusal {
  switch (action) {
    case "route-review":
      return new Refusal(`Error: No transition defined for route_review from ${status}`);
    case "route-approval":
    case "route-retirement":
      return new Refusal(`Error: No transition defined for route_approval from ${status}`);
    case "fix":
      return new Refusal(`Error: Fix only applies to EFFECTIVE/CLOSED documents (current: ${status})`, {
        stream: "stderr",
      });
    default:
      return refusalBlock(
        `Error: ${id} must be ${NEEDED[action] ?? "in another status"} to ${action}.`,
        `Current status: ${status}`,
      );
  }
}

const NEEDED: Partial<Record<DocumentAction, string>> = {
  release: "PRE_APPROVED",
  revert: "POST_REVIEWED",
  close: "POST_APPROVED",
};

function commandOf(action: DocumentAction): string {
  return action.startsWith("route-") ? "route" : action;
}
