import { archivedOf, draftOf, effectiveOf } from "../../../../shared/qms/document-path.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { readDocument } from "../documents/frontmatter.ts";
import { notFound, type Documents } from "../project/documents.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** The longest title that is shown, in code points. */
const TITLE_CHARS = 1000;

/** Says where a document stands. */
export function status(files: ProjectFiles, documents: Documents, id: string): string {
  const document = documents.find(id);
  if (document === undefined) throw notFound(id);
  const { meta, type, hasDraft, hasEffective } = document;
  const [location, path] = hasDraft
    ? ["draft", draftOf(id)]
    : hasEffective
      ? ["effective", effectiveOf(id)]
      : ["archive", archivedOf(id, meta.version)];
  const title = cleanLine(readDocument(files.read(path) ?? "").title ?? "", TITLE_CHARS);
  const waiting = meta.status.includes("APPROVAL") ? "Pending Approvers" : "Pending Reviewers";
  return [
    `Document: ${id}`,
    `Title: ${title}`,
    `Version: ${meta.version}`,
    `Status: ${meta.status}`,
    `Location: ${location}`,
    `Type: ${type.name}`,
    `Executable: ${spelled(meta.isExecutable)}`,
    `Responsible User: ${meta.owner ?? "N/A"}`,
    `Checked Out: ${spelled(meta.isCheckedOut)}`,
    ...(meta.effectiveVersion === undefined ? [] : [`Effective Version: ${meta.effectiveVersion}`]),
    ...(meta.pending.length === 0 ? [] : ["", `${waiting}: ${meta.pending.join(", ")}`]),
  ].join("\n");
}

/** Truth as other programs that read this output expect it. */
function spelled(value: boolean): string {
  return value ? "True" : "False";
}
