import { compileDocument } from "../../../../shared/qms/interactive/compile.ts";
import { placeholderText } from "../../../../shared/qms/interactive/placeholder-text.ts";
import { startSession } from "../../../../shared/qms/interactive/session.ts";
import { parseSession, sessionText } from "../../../../shared/qms/interactive/session-file.ts";
import { InteractError, type InteractiveSession } from "../../../../shared/qms/interactive/session-state.ts";
import { parseTemplate, TemplateError } from "../../../../shared/qms/interactive/template.ts";
import { typeNameOf } from "../../../../shared/qms/document-id.ts";
import { sessionOf, sourceOf, templateOf, workspaceOf } from "../../../../shared/qms/document-path.ts";
import type { Operation } from "../operation.ts";
import type { StandingDocument } from "../project/documents.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** Begins the session of a new record, in its creator's workspace. */
export function beginSession(
  operation: Operation,
  { id, title, parent }: { readonly id: string; readonly title: string; readonly parent: string },
): void {
  const template = inWords(templateOf(typeNameOf(id) ?? ""), () =>
    parseTemplate(templateText(operation.files, id)),
  );
  const metadata = { parent_doc_id: parent, vr_id: id, title };
  putIntoWorkspace(operation, id, startSession(template, { id, metadata }));
}

/** Puts a record's session into the workspace of whoever checks it out. */
export function resumeSession(operation: Operation, { id }: StandingDocument): void {
  const source = operation.files.read(sourceOf(id));
  if (source === undefined) {
    throw new Refusal(
      `Error: No interact session found for ${id}.\nIts answers would be in ${sourceOf(id)}.`,
    );
  }
  putIntoWorkspace(operation, id, readSession(sourceOf(id), source));
}

/** A record's session in the workspace of its owner. */
export function openSession({ files, user }: Operation, id: string): InteractiveSession {
  const path = sessionOf(user.name, id);
  const text = files.read(path);
  if (text === undefined) throw new Refusal(`Error: No interact session found for ${id}.`);
  return readSession(path, text);
}

export function saveSession({ files, user }: Operation, id: string, session: InteractiveSession): void {
  files.write(sessionOf(user.name, id), sessionText(session));
}

/** What a record that is checked out becomes when it is checked in: its text, and the answers behind it. */
export function compileSession(
  { files }: Operation,
  { id, meta }: StandingDocument,
): { readonly text: string; readonly source: string } | undefined {
  const path = sessionOf(meta.owner ?? "", id);
  const text = meta.owner === undefined ? undefined : files.read(path);
  if (text === undefined) return undefined;
  const session = readSession(path, text);
  return { text: compileText(templateText(files, id), sessionText(session)), source: sessionText(session) };
}

/** The text that answers make of a template. */
export function compileText(template: string, source: string): string {
  return inWords("the record", () => compileDocument(template, parseSession(source)));
}

export function templateText(files: ProjectFiles, id: string): string {
  const path = templateOf(typeNameOf(id) ?? "");
  const text = files.read(path);
  if (text !== undefined) return text;
  throw new Refusal(
    `Error: ${path} is missing. Records of this type are written by its prompts: restore it.`,
  );
}

/** What is wrong with a template, a session or an answer, as a refusal that names it. */
export function inWords<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InteractError) throw new Refusal(`Error: ${error.message}`, { cause: error });
    if (error instanceof TemplateError)
      throw new Refusal(`Error: ${what} cannot be used: ${error.message}`, { cause: error });
    throw error;
  }
}

function readSession(path: string, text: string): InteractiveSession {
  try {
    return parseSession(text);
  } catch (error) {
    if (error instanceof InteractError)
      throw new Refusal(`Error: ${path} cannot be used: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The copy in the workspace says how the record is written: whoever looks for it there finds the way. */
function putIntoWorkspace({ files, user }: Operation, id: string, session: InteractiveSession): void {
  files.write(sessionOf(user.name, id), sessionText(session));
  files.write(workspaceOf(user.name, id), placeholderText(id));
}
