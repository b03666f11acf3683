import { topOf, typeNameOf } from "./document-id.ts";

/** Where the parts of a document lie, relative to the project's root. Ids have been checked for their shape before. */
export function folderOf(id: string): string {
  const top = topOf(id);
  if (top !== undefined) return `QMS/${top.startsWith("CR") ? "CR" : "INV"}/${top}`;
  if (id.startsWith("SDLC-")) return `QMS/${id.slice(0, id.lastIndexOf("-"))}`;
  return `QMS/${id.slice(0, id.indexOf("-"))}`;
}

export function draftOf(id: string): string {
  return `${folderOf(id)}/${id}-draft.md`;
}

/** Where a document in force, or a closed one, lies. */
export function effectiveOf(id: string): string {
  return `${folderOf(id)}/${id}.md`;
}

export function archivedOf(id: string, version: string): string {
  return `${folderOf(id).replace(/^QMS\//, "QMS/.archive/")}/${id}-v${version}.md`;
}

export function metaOf(id: string): string {
  return `QMS/.meta/${typeNameOf(id)}/${id}.json`;
}

export function auditOf(id: string): string {
  return `QMS/.audit/${typeNameOf(id)}/${id}.jsonl`;
}

/** The answers that an interactive document is compiled from. */
export function sourceOf(id: string): string {
  return `QMS/.meta/${typeNameOf(id)}/${id}.source.json`;
}

export function templateOf(typeName: string): string {
  return `QMS/TEMPLATE/TEMPLATE-${typeName}.md`;
}

export const NAMESPACES_FILE = "QMS/.meta/sdlc_namespaces.json";
export const AGENTS_FOLDER = ".claude/agents";
export const USERS_FOLDER = ".claude/users";

export function workspaceOf(user: string, id: string): string {
  return `${USERS_FOLDER}/${user}/workspace/${id}.md`;
}

/** The answers of an interactive document while a user works on it. */
export function sessionOf(user: string, id: string): string {
  return `${USERS_FOLDER}/${user}/workspace/${id}.interact`;
}

export function inboxOf(user: string): string {
  return `${USERS_FOLDER}/${user}/inbox`;
}

export function inboxArchiveOf(user: string): string {
  return `${USERS_FOLDER}/${user}/inbox-archive`;
}
