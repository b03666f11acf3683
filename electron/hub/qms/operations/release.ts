import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";

/** Lets the execution of an approved document begin. */
export function release(operation: Operation, id: string): void {
  const document = operation.documentFor("release", id);
  const to = operation.require("release", document);
  const { meta } = document;
  operation.change(document, { status: to, execution_phase: "post_release" });
  operation.record(id, meta.version, { event: "RELEASE" }, statusChange(meta.status, to));
  notify(operation, { id, from: meta.status, to, owner: meta.owner });
  operation.say(`Released: ${id}`, `Status: ${meta.status} -> ${to}`);
}

/** Takes a reviewed execution up again; checking the document out does the same. */
export function revert(operation: Operation, id: string, reason: string): void {
  const document = operation.documentFor("revert", id);
  const to = operation.require("revert", document);
  const { meta } = document;
  operation.change(document, { status: to });
  operation.record(id, meta.version, { event: "REVERT", details: { reason } });
  notify(operation, { id, from: meta.status, to, owner: meta.owner });
  operation.say(
    "WARNING: The 'revert' command is deprecated.",
    `Check the document out instead: qms checkout ${id}`,
    `Reverted: ${id}`,
    `Status: ${meta.status} -> ${to}`,
    `Reason: ${reason}`,
  );
}
