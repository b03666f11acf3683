import { ATTACHMENT_TYPES } from "../../../../shared/qms/document-type.ts";
import {
  draftOf,
  effectiveOf,
  sessionOf,
  sourceOf,
  workspaceOf,
} from "../../../../shared/qms/document-path.ts";
import { typeNameOf } from "../../../../shared/qms/document-id.ts";
import { isTerminal } from "../../../../shared/qms/status.ts";
import { authorsText } from "../documents/authors-text.ts";
import { compileSession } from "../interactive/record-session.ts";
import { usersWithFolders } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";
import type { StandingDocument } from "../project/documents.ts";
import { Refusal } from "../refusal.ts";
import { UNOWNED } from "./approve.ts";

/** Ends a document whose execution has been approved, and the records that belong to it. */
export function close(operation: Operation, id: string): void {
  const document = operation.documentFor("close", id);
  operation.require("close", document);
  warnOfOpenChildren(operation, id);
  closeOne(operation, document);
  operation.say(`Closed: ${id}`, `Location: ${effectiveOf(id)}`);
  for (const child of attachmentsOf(operation, id)) {
    closeOne(operation, child);
    operation.say(`  Cascade closed: ${child.id}`);
  }
}

function closeOne(operation: Operation, document: StandingDocument): void {
  const { id, meta, type } = document;
  const { files } = operation;
  const compiled =
    type.isAttachment === true && meta.isCheckedOut ? compileSession(operation, document) : undefined;
  const draft = compiled?.text ?? files.read(draftOf(id));
  if (compiled !== undefined) files.write(sourceOf(id), compiled.source);
  if (draft !== undefined) files.write(effectiveOf(id), authorsText(draft));
  files.remove(draftOf(id));
  operation.change(document, { status: "CLOSED", ...UNOWNED, pending_assignees: [] });
  operation.record(id, meta.version, { event: "CLOSE" }, statusChange(meta.status, "CLOSED"));
  for (const user of usersWithFolders(files)) clearWorkspace(operation, user, document, draft ?? "");
  notify(operation, { id, from: meta.status, to: "CLOSED", owner: meta.owner });
}

/** A copy that says something else than what was closed is work that nobody has checked in: it stays. */
function clearWorkspace(
  operation: Operation,
  user: string,
  { id, type }: StandingDocument,
  closed: string,
): void {
  const { files } = operation;
  const path = workspaceOf(user, id);
  const copy = files.read(path);
  if (type.isAttachment === true) {
    files.remove(sessionOf(user, id));
    files.remove(path);
  } else if (copy !== undefined) {
    if (authorsText(copy) === authorsText(closed)) files.remove(path);
    else operation.warn(`${path} differs from what was closed, and was left where it is.`);
  }
}

function attachmentsOf({ documents }: Operation, id: string): StandingDocument[] {
  return ATTACHMENT_TYPES.flatMap((type) => documents.childrenWithMeta(id, type)).flatMap((child) => {
    const document = documents.find(child);
    return document === undefined || isTerminal(document.meta.status) ? [] : [document];
  });
}

/** The procedure wants the children of a document to be through before it; nothing stops whoever knows better. */
function warnOfOpenChildren(operation: Operation, id: string): void {
  for (const child of operation.documents.childrenOf(id)) {
    if (ATTACHMENT_TYPES.includes(typeNameOf(child) ?? "")) continue;
    try {
      const status = operation.documents.find(child)?.meta.status;
      if (status !== undefined && !isTerminal(status)) operation.warn(`${child} is still ${status}.`);
    } catch (error) {
      // A child whose own files are damaged is no reason to keep its parent open.
      if (!(error instanceof Refusal)) throw error;
      operation.warn(error.message);
    }
  }
}
