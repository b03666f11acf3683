import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { archiveTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";
import { refusalBlock } from "../refusal.ts";

type ReviewRequest = Extract<QmsRequest, { readonly kind: "review" }>;

/** Gives a reviewer's word on a document; with the last one the review is complete. */
export function review(operation: Operation, { id, comment, outcome }: ReviewRequest): void {
  const document = operation.documentFor("review", id);
  if (comment.trim() === "") {
    throw refusalBlock(
      "Error: Must provide --comment with review.",
      `Usage: qms review ${id} --recommend --comment "..."`,
    );
  }
  const to = operation.require("review", document);
  const { meta } = document;
  const pending = meta.pending.filter((name) => name !== operation.user.name);
  const outcomes = new Map(meta.outcomes).set(operation.user.name, outcome);
  operation.change(document, {
    pending_assignees: pending,
    review_outcomes: Object.fromEntries(outcomes),
    status: to,
  });
  operation.record(id, meta.version, { event: "REVIEW", details: { outcome, comment } });
  archiveTasks(operation, id, { of: operation.user.name });
  if (to !== meta.status) {
    operation.record(id, meta.version, statusChange(meta.status, to));
    operation.say(`All reviews complete. Status: ${meta.status} -> ${to}`);
    const words = [...outcomes.values()];
    notify(operation, {
      id,
      from: meta.status,
      to,
      owner: meta.owner,
      outcome: {
        kind: "reviewed",
        recommended: words.filter((word) => word === "RECOMMEND").length,
        updatesRequested: words.filter((word) => word === "UPDATES_REQUIRED").length,
      },
    });
  }
  operation.say(`Review submitted for ${id}`);
}
