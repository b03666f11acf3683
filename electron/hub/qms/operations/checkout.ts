import { draftOf, effectiveOf, workspaceOf } from "../../../../shared/qms/document-path.ts";
import { changeMeta, type MetaChange } from "../../../../shared/qms/meta.ts";
import { workflowOf, type Status } from "../../../../shared/qms/status.ts";
import { revisedVersion } from "../../../../shared/qms/version.ts";
import { authorsText } from "../documents/authors-text.ts";
import { resumeSession } from "../interactive/record-session.ts";
import { archiveTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import type { Operation } from "../operation.ts";
import type { StandingDocument } from "../project/documents.ts";

/** What starts a round of review anew. */
export const UNREVIEWED: MetaChange = { pending_reviewers: [], completed_reviewers: [], review_outcomes: {} };

/** Gives a user a copy of a document to work on, and makes them its owner. */
export function checkout(operation: Operation, id: string): void {
  const document = operation.documentFor("checkout", id);
  const to = operation.require("checkout", document);
  if (document.hasDraft) checkOutDraft(operation, document, to);
  else reviseEffective(operation, document);
  operation.say(`Checked out: ${id}`, `Workspace: ${workspaceOf(operation.user.name, id)}`);
}

function checkOutDraft(operation: Operation, document: StandingDocument, to: Status): void {
  const { id, meta } = document;
  const { files, user, today } = operation;
  const isWithdrawn = workflowOf(meta.status) !== undefined;
  let change: MetaChange = { responsible_user: user.name, checked_out: true, checked_out_date: today };
  if (isWithdrawn) {
    change = { ...change, ...withdrawal(to) };
    archiveTasks(operation, id);
    operation.record(id, meta.version, {
      event: "WITHDRAW",
      details: { from_status: meta.status, to_status: to },
    });
    operation.say(`Auto-withdrawn: ${meta.status} -> ${to}`);
  } else if (to !== meta.status) {
    change = { ...change, status: to, ...UNREVIEWED };
    operation.say(`Transitioned from ${meta.status} to ${to}`);
  }
  // Each time that work on the execution is taken up, it becomes a version of its own.
  const version = to === "IN_EXECUTION" ? revisedVersion(meta.version) : meta.version;
  if (version !== meta.version)
    operation.say(`Execution checkout: creating v${version} (current: v${meta.version})`);
  operation.save(changeMeta(meta, { ...change, version }));
  operation.record(id, meta.version, { event: "CHECKOUT" });
  if (document.type.isAttachment === true) resumeSession(operation, document);
  else files.write(workspaceOf(user.name, id), authorsText(files.read(draftOf(id)) ?? ""));
  if (to !== meta.status) notify(operation, { id, from: meta.status, to, owner: undefined });
}

/** A document in force stays in force while its next version is written beside it. */
function reviseEffective(operation: Operation, document: StandingDocument): void {
  const { id, meta } = document;
  const { files, user, today } = operation;
  const text = files.read(effectiveOf(id)) ?? "";
  const version = revisedVersion(meta.version);
  operation.archive(id, meta.version, text);
  operation.say(`Archived: v${meta.version}`);
  const copy = authorsText(text);
  files.create(draftOf(id), copy);
  operation.change(document, {
    responsible_user: user.name,
    checked_out: true,
    checked_out_date: today,
    version,
    status: "DRAFT",
    effective_version: meta.version,
    ...(meta.outcomes.size === 0 ? {} : { review_outcomes: {} }),
  });
  operation.record(id, version, { event: "CHECKOUT", details: { from_version: meta.version } });
  files.write(workspaceOf(user.name, id), copy);
  operation.say(`Created draft v${version} from effective v${meta.version}`);
  notify(operation, { id, from: meta.status, to: "DRAFT", owner: undefined });
}

/** What taking a document out of its round changes. */
export function withdrawal(to: Status): MetaChange {
  return {
    status: to,
    pending_assignees: [],
    completed_reviewers: [],
    review_outcomes: {},
    retiring: undefined,
  };
}
