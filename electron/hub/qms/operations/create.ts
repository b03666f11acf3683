import { typeNames, type DocumentType } from "../../../../shared/qms/document-type.ts";
import { isDocumentId, topOf, typeNameOf } from "../../../../shared/qms/document-id.ts";
import {
  draftOf,
  effectiveOf,
  folderOf,
  templateOf,
  workspaceOf,
} from "../../../../shared/qms/document-path.ts";
import { newMeta } from "../../../../shared/qms/meta.ts";
import { isPermitted, PERMISSIONS } from "../../../../shared/qms/permission.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { newDocument } from "../documents/new-document.ts";
import { beginSession } from "../interactive/record-session.ts";
import type { Operation } from "../operation.ts";
import { shownId, type StandingDocument } from "../project/documents.ts";
import { Refusal, refusalBlock } from "../refusal.ts";
import { denied } from "../refuse.ts";

type CreateRequest = Extract<QmsRequest, { readonly kind: "create" }>;

/** Creates a document, checked out by its creator. */
export function create(operation: Operation, request: CreateRequest): void {
  const { documents, files, user } = operation;
  if (!isPermitted(PERMISSIONS.create, user.group)) throw denied("create", user, PERMISSIONS.create);
  const typeName = request.type.toUpperCase();
  const type = documents.type(typeName);
  if (type === undefined) {
    const valid = typeNames(documents.namespaces).join(", ");
    throw new Refusal(`Error: Unknown document type '${shownId(request.type)}'\nValid types: ${valid}`);
  }
  const parent = type.parents === undefined ? undefined : parentFor(operation, type, request.parent);
  const id = nextId(operation, type, { parent: parent?.id, name: request.name });
  if (files.hasFile(draftOf(id)) || files.hasFile(effectiveOf(id)))
    throw new Refusal(`Error: ${id} already exists`);

  const title = request.title === undefined ? `${typeName} - [Title]` : checkedTitle(request.title);
  const template = files.read(templateOf(typeName));
  const text = newDocument({ type: typeName, id, title, ...(template === undefined ? {} : { template }) });
  const meta = newMeta({
    id,
    type: typeName,
    isExecutable: type.isExecutable,
    isAttachment: type.isAttachment === true,
    creator: user.name,
    today: operation.today,
  });
  files.create(draftOf(id), text);
  operation.save(meta);
  operation.record(id, meta.version, { event: "CREATE", details: { title } });
  if (type.isAttachment === true) beginSession(operation, { id, title, parent: parent?.id ?? "" });
  else files.write(workspaceOf(user.name, id), text);
  operation.say(
    `Created: ${id} (v${meta.version}, ${meta.status})`,
    `Location: ${draftOf(id)}`,
    `Workspace: ${workspaceOf(user.name, id)}`,
    "Document is checked out and ready for editing.",
    `Responsible User: ${user.name}`,
  );
}

/** The longest title, in code points: with more, the front matter would soon be too long to be read back. */
const TITLE_CHARS = 500;

/** A title as it is kept: one line. It is not cut short behind its author's back. */
function checkedTitle(given: string): string {
  const title = cleanLine(given, TITLE_CHARS + 1);
  if ([...title].length > TITLE_CHARS)
    throw new Refusal(`Error: The title is longer than ${TITLE_CHARS} characters.`);
  return title;
}

const EXAMPLE_PARENT: Readonly<Record<string, string>> = { ER: "CR-001-TP-001" };
const PARENTS_IN_WORDS: Readonly<Record<string, string>> = {
  TP: "a CR parent",
  ER: "a TP parent",
  VAR: "a CR, INV, TP, ER, VAR, ADD, or VR parent",
  ADD: "a CR, INV, VAR, or ADD parent",
  VR: "a CR, VAR, or ADD parent",
};

/** The parent that a child needs: of a type that may have it, and in the right status. */
function parentFor({ documents }: Operation, type: DocumentType, id: string | undefined): StandingDocument {
  if (id === undefined || id === "") {
    throw new Refusal(
      `Error: ${type.name} documents require --parent flag\n` +
        `Usage: qms create ${type.name} --parent ${EXAMPLE_PARENT[type.name] ?? "CR-001"} --title "..."`,
    );
  }
  const parentType = documents.type(typeNameOf(id) ?? "");
  if (parentType === undefined) throw missingParent(id);
  if (type.parents?.includes(parentType.name) !== true)
    throw new Refusal(`Error: ${type.name} documents must have ${PARENTS_IN_WORDS[type.name]}`);
  const parent = documents.find(id);
  if (parent === undefined) throw missingParent(id);
  if (type.parentStatus !== undefined && parent.meta.status !== type.parentStatus) {
    throw new Refusal(
      `Error: ${type.name} documents can only be created against ${type.parentStatus} parents.\n` +
        `Parent ${id} is currently ${parent.meta.status}.`,
    );
  }
  return parent;
}

function missingParent(id: string): Refusal {
  return new Refusal(`Error: Parent document ${shownId(id)} does not exist`);
}

interface Naming {
  readonly parent: string | undefined;
  readonly name: string | undefined;
}

/**
 * The id of the next document of a type. The number of a cancelled document is free again; that of a retired one, of
 * which only the state and the archive are left, stays its own.
 */
function nextId({ files }: Operation, type: DocumentType, { parent, name }: Naming): string {
  if (type.name === "TEMPLATE") return templateId(name);
  if (type.folder?.startsWith("SDLC-") === true) return `SDLC-${type.name}`;
  const prefix = parent === undefined ? type.name : `${parent}-${type.name}`;
  const folder = parent === undefined ? `QMS/${type.folder}` : folderOf(topOf(parent) ?? parent);
  const pattern = new RegExp(`^${prefix}-(\\d{1,9})(?=[-.]|$)`);
  const numbers = [folder, `QMS/.meta/${type.name}`]
    .flatMap((place) => files.list(place))
    .map((entry) => Number(pattern.exec(entry)?.[1] ?? 0));
  const next = numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1;
  return `${prefix}-${String(next).padStart(3, "0")}`;
}

function templateId(name: string | undefined): string {
  if (name === undefined || name === "") {
    throw refusalBlock(
      "Error: TEMPLATE documents require --name argument.",
      'Usage: qms create TEMPLATE --name CR --title "..."',
    );
  }
  const id = `TEMPLATE-${name.toUpperCase()}`;
  if (!isDocumentId(id)) {
    throw new Refusal(
      `Error: '${shownId(name)}' cannot be a template's name. Use letters, digits and underscores, a letter first.`,
    );
  }
  return id;
}
