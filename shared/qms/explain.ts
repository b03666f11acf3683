import { GROUPS } from "./group.ts";
import type { DocumentAction, Reason } from "./judge.ts";
import { isPermitted } from "./permission.ts";

/** Says in one sentence why an action on a document is not open to a user: for a window, where space is short. */
export function explain(action: DocumentAction, reason: Reason): string {
  switch (reason.kind) {
    case "group":
      return `This takes the role ${GROUPS.filter((group) => isPermitted(reason.permission, group)).join(" or ")}.`;
    case "not-owner":
      return `It belongs to ${reason.owner}.`;
    case "terminal":
      return `It is ${reason.status}; nothing follows any more.`;
    case "no-draft":
      return "It has no draft.";
    case "no-effective":
      return "No version of it is in force.";
    case "not-found":
      return "Its file is missing.";
    case "checked-out":
      return reason.by === undefined ? "It is checked out." : `It is checked out by ${reason.by}.`;
    case "not-checked-out":
      return "It is not checked out.";
    case "active-workflow":
      return `It is ${reason.status}; only its owner${reason.owner === undefined ? "" : `, ${reason.owner},`} may take it back.`;
    case "not-in-round":
      if (reason.round === undefined) return `Nobody is asked to act on it while it is ${reason.status}.`;
      return `It is not in ${reason.round === "REVIEW" ? "review" : "approval"}.`;
    case "not-assigned":
      return action === "review"
        ? "Its review was not asked of this user."
        : "Its approval was not asked of this user.";
    case "wrong-status":
      return `This does not follow from ${reason.status}.`;
    case "not-executable":
      return "Documents of this type are not carried out.";
    case "not-interactive":
      return "Documents of this type are not written by answering prompts.";
    case "no-reviews":
      return "It has not been reviewed yet.";
    case "updates-requested":
      return `Changes were asked for by ${reason.by}.`;
    case "no-quality-review":
      return "Nobody of the quality group has reviewed it yet.";
    case "not-final-approval":
      return "A document is retired in its last approval, and this is not that one.";
    case "never-effective":
      return "It was never in force.";
    case "was-effective":
      return `It was approved as ${reason.version}: retire it instead.`;
    case "has-children":
      return "It has children.";
  }
}
