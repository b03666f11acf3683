import { workflowOf } from "../../../../shared/qms/status.ts";
import { deliverTasks } from "../items/tasks.ts";
import type { Operation } from "../operation.ts";
import { checkedAssignees } from "./route.ts";

/** Asks more users to take part in a round that is under way. */
export function assign(operation: Operation, id: string, names: readonly string[]): void {
  const document = operation.documentFor("assign", id);
  operation.require("assign", document);
  const { meta } = document;
  const assignees = checkedAssignees(operation, names);
  const added = assignees.filter((name) => !meta.pending.includes(name));
  for (const name of assignees) {
    if (!added.includes(name)) operation.say(`Note: ${name} is already assigned`);
  }
  if (added.length === 0) {
    operation.say("No new users assigned (all already in workflow)");
    return;
  }
  const assigned = operation.change(document, { pending_assignees: [...meta.pending, ...added] });
  operation.record(id, meta.version, { event: "ASSIGN", details: { assignees: added } });
  deliverTasks(operation, assigned, added);
  const kind = workflowOf(meta.status)?.endsWith("REVIEW") === true ? "review" : "approval";
  operation.say(`Assigned to ${id} (${kind}): ${added.join(", ")}`);
}
