import { archivedOf, draftOf, effectiveOf } from "../../../../shared/qms/document-path.ts";
import type { MetaChange } from "../../../../shared/qms/meta.ts";
import type { Status } from "../../../../shared/qms/status.ts";
import { approvedVersion } from "../../../../shared/qms/version.ts";
import { authorsText } from "../documents/authors-text.ts";
import { archiveTasks } from "../items/tasks.ts";
import { notify } from "../items/notify.ts";
import { statusChange, type Operation } from "../operation.ts";
import type { StandingDocument } from "../project/documents.ts";

/** A document that nobody works on any more. */
export const UNOWNED: MetaChange = { responsible_user: null, checked_out: false, checked_out_date: null };

/** Gives an approver's consent; with the last one the document has a new version. */
export function approve(operation: Operation, id: string): void {
  const document = operation.documentFor("approve", id);
  const to = operation.require("approve", document);
  const { meta } = document;
  const pending = meta.pending.filter((name) => name !== operation.user.name);
  operation.record(id, meta.version, { event: "APPROVE" });
  archiveTasks(operation, id, { of: operation.user.name });
  if (to === meta.status) operation.change(document, { pending_assignees: pending });
  else complete(operation, document, to);
  operation.say(`Approval submitted for ${id}`);
}

function complete(operation: Operation, document: StandingDocument, to: Status): void {
  const { id, meta } = document;
  const version = approvedVersion(meta.version);
  operation.archive(id, meta.version, operation.files.read(draftOf(id)) ?? "");
  operation.say(
    `All approvals complete. Status: ${meta.status} -> ${to}`,
    `Version: ${meta.version} -> ${version}`,
  );
  const change = { status: to, version, pending_assignees: [] };
  switch (to) {
    case "EFFECTIVE":
      putInForce(operation, document, version);
      operation.change(document, { ...change, ...UNOWNED, effective_version: version });
      break;
    case "RETIRED":
      retire(operation, document, version);
      operation.change(document, { ...change, ...UNOWNED, retiring: undefined });
      break;
    default:
      operation.record(id, version, statusChange(meta.status, to));
      operation.change(document, change);
  }
  const outcome = to === "RETIRED" ? ({ kind: "retired" } as const) : ({ kind: "approved" } as const);
  notify(operation, { id, from: meta.status, to, owner: meta.owner, outcome });
}

function putInForce(operation: Operation, { id, meta }: StandingDocument, version: string): void {
  const { files } = operation;
  keepEffective(operation, { id, meta });
  files.write(effectiveOf(id), authorsText(files.read(draftOf(id)) ?? ""));
  files.remove(draftOf(id));
  operation.record(
    id,
    version,
    statusChange(meta.status, "APPROVED"),
    { event: "EFFECTIVE", details: { from_version: meta.version } },
    statusChange("APPROVED", "EFFECTIVE"),
  );
  operation.say(`Document is now EFFECTIVE at ${effectiveOf(id)}`);
}

/** Both texts of a retired document live on in the archive, and nowhere else. */
function retire(operation: Operation, { id, meta }: StandingDocument, version: string): void {
  const { files } = operation;
  keepEffective(operation, { id, meta });
  operation.archive(id, version, authorsText(files.read(draftOf(id)) ?? ""));
  files.remove(draftOf(id));
  files.remove(effectiveOf(id));
  const approved = meta.isExecutable ? "POST_APPROVED" : "APPROVED";
  operation.record(
    id,
    version,
    statusChange(meta.status, approved),
    { event: "RETIRE", details: { from_version: meta.version } },
    statusChange(approved, "RETIRED"),
  );
  operation.say(`Archived: ${archivedOf(id, version)}`, "Document is now RETIRED");
}

/** The version in force is kept before another takes its place; its checkout has done so already, as a rule. */
function keepEffective(operation: Operation, { id, meta }: Pick<StandingDocument, "id" | "meta">): void {
  const text = operation.files.read(effectiveOf(id));
  if (text !== undefined && meta.effectiveVersion !== undefined)
    operation.archive(id, meta.effectiveVersion, text);
}
