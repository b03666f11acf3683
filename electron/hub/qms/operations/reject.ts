import { archiveTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";
import { refusalBlock } from "../refusal.ts";

/** Sends a document back to its owner instead of approving it. */
export function reject(operation: Operation, id: string, comment: string): void {
  const document = operation.documentFor("reject", id);
  if (comment.trim() === "") {
    throw refusalBlock(
      "Error: Must provide --comment with rejection.",
      `Usage: qms reject ${id} --comment "..."`,
    );
  }
  const to = operation.require("reject", document);
  const { meta } = document;
  operation.change(document, { status: to, pending_assignees: [], retiring: undefined });
  operation.record(
    id,
    meta.version,
    { event: "REJECT", details: { comment } },
    statusChange(meta.status, to),
  );
  archiveTasks(operation, id, { kind: "APPROVAL" });
  notify(operation, {
    id,
    from: meta.status,
    to,
    owner: meta.owner,
    outcome: { kind: "rejected", comment },
  });
  operation.say(
    `Document rejected. Status: ${meta.status} -> ${to}`,
    `Rejected: ${id}`,
    `Reason: ${comment}`,
  );
}
