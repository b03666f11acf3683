import { draftOf, effectiveOf, workspaceOf } from "../../../../shared/qms/document-path.ts";
import { changeMeta, type MetaChange } from "../../../../shared/qms/meta.ts";
import { standingOf } from "../../../../shared/qms/judge.ts";
import type { Status } from "../../../../shared/qms/status.ts";
import { targetOf } from "../../../../shared/qms/transition.ts";
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
  const { meta, hasDraft, hasEffective } = document;
  if (!hasDraft || (hasEffective && meta.status === "EFFECTIVE")) reviseEffective(operation, document);
  else checkOutDraft(operation, document, to);
  operation.say(`Checked out: ${id}`, `Workspace: ${workspaceOf(operation.user.name, id)}`);
}

function checkOutDraft(operation: Operation, document: StandingDocument, to: Status): void {
  const { id, meta } = document;
  const { files, user, today } = operation;
  let change: MetaChange = { responsible_user: user.name, checked_out: true, checked_out_date: today };
  const withdrawn = targetOf("withdraw", standingOf(document));
  if (withdrawn !== undefined) {
    change = { ...change, ...withdrawal(withdrawn) };
    archiveTasks(operation, id);
    operation.record(id, meta.version, {
      event: "WITHDRAW",
      details: { from_status: meta.status, to_status: withdrawn },
    });
    operation.say(`Auto-withdrawn: ${meta.status} -> ${withdrawn}`);
  }
  const from = withdrawn ?? meta.status;
  if (to !== from) {
    change = { ...change, status: to, ...UNREVIEWED };
    operation.say(`Transitioned from ${from} to ${to}`);
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
  // A draft that says the same is what an interrupted approval left; any other is somebody's work, and is not touched.
  const leftover = files.read(draftOf(id));
  if (leftover === undefined || authorsText(leftover) !== copy) files.create(draftOf(id), copy);
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
