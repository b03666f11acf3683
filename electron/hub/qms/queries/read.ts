import {
  archivedOf,
  draftOf,
  effectiveOf,
  sessionOf,
  sourceOf,
  templateOf,
} from "../../../../shared/qms/document-path.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { parseVersion } from "../../../../shared/qms/version.ts";
import { compileText } from "../interactive/record-session.ts";
import { notFound, type Documents, type StandingDocument } from "../project/documents.ts";
import type { ProjectFiles } from "../store/project-files.ts";

type ReadRequest = Extract<QmsRequest, { readonly kind: "read" }>;

/** The text of a document: of one version, of its draft, or of what is in force. */
export function read(files: ProjectFiles, documents: Documents, { id, draft, version }: ReadRequest): string {
  const type = documents.typeOf(id);
  const text = version === undefined ? currentText() : versionText(version);
  if (text === undefined) throw notFound(id);
  return text;

  function currentText(): string | undefined {
    // A text can be read whatever is the matter with its state.
    const record = type.isAttachment === true ? documents.find(id) : undefined;
    const compiled = record === undefined ? undefined : openRecord(files, record);
    if (compiled !== undefined) return compiled;
    if (draft === true) return files.read(draftOf(id));
    return files.read(effectiveOf(id)) ?? files.read(draftOf(id));
  }

  /** An archived version, or the one that is alive. */
  function versionText(wanted: string): string | undefined {
    if (parseVersion(wanted) === undefined) return undefined;
    const kept = files.read(archivedOf(id, wanted));
    if (kept !== undefined) return kept;
    const document = documents.find(id);
    if (document?.meta.version === wanted) return files.read(draftOf(id)) ?? files.read(effectiveOf(id));
    return document?.meta.effectiveVersion === wanted ? files.read(effectiveOf(id)) : undefined;
  }
}

/** An interactive document that is still open, as its answers make it now. A closed one stays as it was closed. */
function openRecord(files: ProjectFiles, { id, type, meta }: StandingDocument): string | undefined {
  if (meta.status === "CLOSED") return undefined;
  const own = meta.owner === undefined ? undefined : files.read(sessionOf(meta.owner, id));
  const source = own ?? files.read(sourceOf(id));
  const template = files.read(templateOf(type.name));
  return source === undefined || template === undefined ? undefined : compileText(template, source);
}
