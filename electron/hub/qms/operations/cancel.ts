import { topOf } from "../../../../shared/qms/document-id.ts";
import {
  auditOf,
  draftOf,
  effectiveOf,
  folderOf,
  metaOf,
  sessionOf,
  sourceOf,
  workspaceOf,
} from "../../../../shared/qms/document-path.ts";
import { archiveTasks, usersWithFolders } from "../items/tasks.ts";
import type { Operation } from "../operation.ts";

/** Deletes a document that was never approved, once that was confirmed. Says whether it did. */
export function cancel(operation: Operation, id: string, isConfirmed: boolean): boolean {
  const { files } = operation;
  const document = operation.documentFor("cancel", id);
  operation.require("cancel", document);
  const paths = [
    draftOf(id),
    effectiveOf(id),
    metaOf(id),
    sourceOf(id),
    auditOf(id),
    ...copiesOf(operation, id),
  ];
  const present = paths.filter((path) => files.hasFile(path));
  if (!isConfirmed) {
    operation.say(
      `This will permanently delete ${id} (v${document.meta.version}) and free the doc ID.`,
      "",
      "To be deleted:",
      ...present.map((path) => `  - ${path}`),
      "",
      "Run with --confirm to proceed.",
    );
    return false;
  }
  for (const path of present) files.remove(path);
  if (topOf(id) === id) files.removeEmptyFolder(folderOf(id));
  archiveTasks(operation, id);
  operation.say(`Canceled: ${id}`, "Deleted:", ...present.map((path) => `  - ${path}`));
  return true;
}

function copiesOf({ files }: Operation, id: string): string[] {
  return usersWithFolders(files).flatMap((user) => [workspaceOf(user, id), sessionOf(user, id)]);
}
