import { archiveTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import type { Operation } from "../operation.ts";
import { withdrawal } from "./checkout.ts";

/** Takes a document out of its round. */
export function withdraw(operation: Operation, id: string): void {
  const document = operation.documentFor("withdraw", id);
  const to = operation.require("withdraw", document);
  const { meta } = document;
  operation.change(document, withdrawal(to));
  operation.record(id, meta.version, {
    event: "WITHDRAW",
    details: { from_status: meta.status, to_status: to },
  });
  archiveTasks(operation, id);
  notify(operation, { id, from: meta.status, to, owner: meta.owner });
  operation.say(`Withdrawn: ${id}`, `Status: ${meta.status} -> ${to}`);
}
