import { USERS_FOLDER } from "../../../../shared/qms/document-path.ts";
import type { Documents } from "../project/documents.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** The copies that a user has checked out. */
export function workspace(files: ProjectFiles, documents: Documents, user: string): string {
  const ids = files
    .list(`${USERS_FOLDER}/${user}/workspace`)
    .flatMap((name) => (name.endsWith(".md") && !name.startsWith(".") ? [name.slice(0, -3)] : []));
  if (ids.length === 0) return "Workspace is empty";
  const entries = ids.flatMap((id) => {
    // A workspace may hold anything: what is no document, or a damaged one, is listed without its state.
    const meta = documents.findSound(id)?.meta;
    return [`  ${id}`, `    Version: ${meta?.version ?? "?"}`, `    Status: ${meta?.status ?? "?"}`, ""];
  });
  return [`Workspace for ${user}:`, "-".repeat(60), ...entries].join("\n");
}
