import { isNamespaceName } from "../../../../shared/qms/document-type.ts";
import { NAMESPACES_FILE } from "../../../../shared/qms/document-path.ts";
import { isPermitted, PERMISSIONS } from "../../../../shared/qms/permission.ts";
import type { Operation } from "../operation.ts";
import { shownId, type Documents } from "../project/documents.ts";
import { Refusal } from "../refusal.ts";
import { denied } from "../refuse.ts";

/** The namespaces of specifications that a project has. */
export function listNamespaces(documents: Documents): string {
  const entries = [...documents.namespaces].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    "Registered SDLC Namespaces:",
    "=".repeat(60),
    ...entries.flatMap(([name, path]) => [
      `  ${name}:`,
      `    Path: ${path}`,
      `    Types: ${name}-RS, ${name}-RTM`,
      "",
    ]),
  ].join("\n");
}

/** Gives a project a namespace more. */
export function addNamespace(operation: Operation, given: string): void {
  const { documents, files, user } = operation;
  if (!isPermitted(PERMISSIONS.namespace, user.group))
    throw denied("namespace add", user, PERMISSIONS.namespace);
  const name = given.toUpperCase();
  if (!isNamespaceName(name)) {
    throw new Refusal(
      `Error: '${shownId(given)}' cannot be a namespace's name. Use up to 16 letters and digits, a letter first.`,
    );
  }
  if (documents.namespaces.has(name)) throw new Refusal(`Error: Namespace '${name}' already exists.`);
  const path = `SDLC-${name}`;
  const custom = [...documents.customNamespaces, [name, path] as const];
  const stored = Object.fromEntries(custom.map(([key, folder]) => [key, { path: folder }]));
  files.write(NAMESPACES_FILE, JSON.stringify(stored, null, 2));
  // git keeps no empty folders.
  if (!files.hasFile(`QMS/${path}/.gitkeep`)) files.create(`QMS/${path}/.gitkeep`, "");
  operation.say(
    `Created: QMS/${path}`,
    `Registered namespace: ${name}`,
    `  Document types: ${name}-RS, ${name}-RTM`,
    `  Path: ${path}/`,
  );
}
