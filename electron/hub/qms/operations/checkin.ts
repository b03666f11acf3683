import { draftOf, sessionOf, sourceOf, workspaceOf } from "../../../../shared/qms/document-path.ts";
import { movingOf } from "../../../../shared/qms/judge.ts";
import { versionBefore } from "../../../../shared/qms/version.ts";
import { checkedInText } from "../documents/authors-text.ts";
import { compileSession } from "../interactive/record-session.ts";
import { notify } from "../items/notify.ts";
import type { Operation } from "../operation.ts";
import type { StandingDocument } from "../project/documents.ts";
import { refusalBlock } from "../refusal.ts";
import { UNREVIEWED } from "./checkout.ts";

/** Takes a user's copy of a document back as its draft. */
export function checkin(operation: Operation, id: string): void {
  operation.requireGroup("checkin", id);
  operation.documents.typeOf(id);
  if (!operation.files.hasFile(workspaceOf(operation.user.name, id))) {
    throw refusalBlock(
      `Error: ${id} not found in your workspace.`,
      `Check the document out first: qms checkout ${id}`,
    );
  }
  const document = operation.documentFor("checkin", id);
  operation.require("checkin", document);
  const { meta } = takeBack(operation, document);
  if (meta.status !== document.meta.status)
    notify(operation, { id, from: document.meta.status, to: meta.status, owner: undefined });
  if (document.type.isAttachment === true) {
    operation.say(`Source saved: ${id}.source.json`, `Checked in: ${id} (v${meta.version}, interactive)`);
  } else operation.say(`Checked in: ${id} (v${meta.version})`);
}

/** Makes the owner's copy the draft. Without a copy only the state says that the document is no longer out. */
export function takeBack(operation: Operation, document: StandingDocument): StandingDocument {
  const { id, meta } = document;
  const { files, user } = operation;
  const copyPath = workspaceOf(user.name, id);
  const copy = files.read(copyPath);
  if (copy !== undefined) {
    const draft = files.read(draftOf(id)) ?? "";
    const kept = meta.status === "IN_EXECUTION" ? versionBefore(meta.version) : undefined;
    if (kept !== undefined) {
      operation.archive(id, kept, draft);
      operation.say(`Archived: v${kept}`);
    }
    const compiled = document.type.isAttachment === true ? compileSession(operation, document) : undefined;
    if (compiled === undefined) files.write(draftOf(id), checkedInText(copy, { draft, path: copyPath }));
    else {
      files.write(draftOf(id), compiled.text);
      files.write(sourceOf(id), compiled.source);
      files.remove(sessionOf(user.name, id));
    }
    files.remove(copyPath);
  }
  const { status } = movingOf(document);
  const reset = status === meta.status ? {} : { status, ...UNREVIEWED };
  const after = operation.change(document, { checked_out: false, checked_out_date: null, ...reset });
  operation.record(id, meta.version, { event: "CHECKIN" });
  return after;
}
