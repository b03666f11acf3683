import { assertNever } from "../../../../shared/base/assert-never.ts";
import { explain } from "../../../../shared/qms/explain.ts";
import type { User } from "../../../../shared/qms/group.ts";
import { DOCUMENT_ACTIONS, judge, type Surroundings } from "../../../../shared/qms/judge.ts";
import { mustAct } from "../../../../shared/qms/must-act.ts";
import { workflowOf } from "../../../../shared/qms/status.ts";
import { notFound, type Documents, type StandingDocument } from "../project/documents.ts";
import type { Users } from "../project/users.ts";

/** Says what a user can do with a document and where it leads, what not and why, and who must act. */
export function actions(documents: Documents, users: Users, user: User, id: string): string {
  const document = documents.find(id);
  if (document === undefined) throw notFound(id);
  const surroundings: Surroundings = {
    groupOf: (name) => users.groupOf(name),
    hasChildren: documents.childrenOf(id).length > 0,
  };
  const verdicts = DOCUMENT_ACTIONS.map((action) => ({
    action,
    verdict: judge(action, user, document, surroundings),
  }));
  const open = verdicts.flatMap(({ action, verdict }) => {
    if (verdict.kind === "refused") return [];
    return [`  ${action}${verdict.to === document.meta.status ? "" : ` -> ${verdict.to}`}`];
  });
  const shut = verdicts.flatMap(({ action, verdict }) =>
    verdict.kind === "refused" ? [`  ${action}: ${explain(action, verdict.reason)}`] : [],
  );
  return [
    `Document: ${id}`,
    `Status: ${document.meta.status}`,
    `Must act: ${whoMustAct(document)}`,
    "",
    `${user.name} can now:`,
    ...(open.length === 0 ? ["  nothing"] : open),
    "",
    `${user.name} cannot:`,
    ...shut,
  ].join("\n");
}

/** Whose turn it is, and for what. */
function whoMustAct({ meta, hasDraft }: StandingDocument): string {
  const { users, what } = mustAct(meta, hasDraft);
  switch (what) {
    case "review":
      return `${users.join(", ")} (review)`;
    case "approval":
      return `${users.join(", ")} (approve or reject)`;
    case "assign": {
      const isReview = workflowOf(meta.status)?.endsWith("REVIEW") === true;
      return `nobody was asked to ${isReview ? "review" : "approve or reject"} it; assign someone`;
    }
    case "owner":
      return `${users.join(", ")} (owner)`;
    case "checkout":
      return "whoever checks it out";
    case "nobody":
      return "nobody";
    default:
      return assertNever(what);
  }
}
