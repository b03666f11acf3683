import { parseItemName, taskStem } from "../../../../shared/qms/item-name.ts";
import { inboxArchiveOf, inboxOf, USERS_FOLDER } from "../../../../shared/qms/document-path.ts";
import { isUserName } from "../../../../shared/qms/group.ts";
import { taskKindOf, workflowOf, type Status, type TaskKind } from "../../../../shared/qms/status.ts";
import type { Operation } from "../operation.ts";
import { utcDate } from "../project/dates.ts";
import type { StandingDocument } from "../project/documents.ts";
import type { ProjectChange } from "../store/project-files.ts";
import { taskText } from "../tasks/task-file.ts";

/** Puts the task of a document's present round into the inboxes of those who are asked. */
export function deliverTasks(
  operation: Operation,
  document: StandingDocument,
  assignees: readonly string[],
): void {
  const { id, meta, type } = document;
  const workflow = workflowOf(meta.status);
  if (workflow === undefined) throw new Error(`${id} is in no round`);
  const stem = taskStem(id, workflow, meta.version);
  const title = operation.documents.titleOf(id);
  for (const assignee of assignees) {
    // One of the same name is of an earlier round of this version, and over.
    archiveItem(operation.files, assignee, `${stem}.md`, operation.now);
    operation.files.deliver(
      inboxOf(assignee),
      stem,
      taskText({
        id,
        typeName: type.name,
        title,
        workflow,
        status: meta.status,
        version: meta.version,
        owner: meta.owner,
        assignedBy: operation.user.name,
        assignee,
        date: operation.today,
        command: operation.commandOf(assignee),
        read: (path) => operation.files.read(path),
      }),
    );
  }
}

/** Moves a document's tasks out of the inboxes: of one user, or of all; of one kind, or of both. */
export function archiveTasks(
  { files, now }: Operation,
  id: string,
  { of, kind }: { readonly of?: string; readonly kind?: TaskKind } = {},
): void {
  for (const user of of === undefined ? usersWithFolders(files) : [of]) {
    for (const file of files.list(inboxOf(user))) {
      if (isTaskOf(file, id, kind)) archiveItem(files, user, file, now);
    }
  }
}

/** Moves one item into its user's archive, under the day of the move; says under which name, if it was there. */
export function archiveItem(
  files: ProjectChange,
  user: string,
  file: string,
  now: number,
): { readonly folder: string; readonly name: string } | undefined {
  const folder = `${inboxArchiveOf(user)}/${utcDate(now)}`;
  const name = files.move(`${inboxOf(user)}/${file}`, folder);
  return name === undefined ? undefined : { folder, name };
}

/** Everyone who has a folder, also those who are no users any more: their tasks end as well. */
export function usersWithFolders(files: ProjectChange): readonly string[] {
  return files.list(USERS_FOLDER).filter(isUserName);
}

function isTaskOf(file: string, id: string, kind: TaskKind | undefined): boolean {
  if (!file.endsWith(".md")) return false;
  const item = parseItemName(file.slice(0, -3));
  return (
    item.kind === "task" && item.document === id && (kind === undefined || taskKindOf(item.workflow) === kind)
  );
}

/** Whether a task still waits for a user: the document is in that round, and has not heard from them. */
export function isPendingTask(
  stem: string,
  user: string,
  find: (id: string) => { readonly status: Status; readonly pending: readonly string[] } | undefined,
): boolean {
  const item = parseItemName(stem);
  if (item.kind !== "task") return false;
  const document = find(item.document);
  return (
    document !== undefined && workflowOf(document.status) === item.workflow && document.pending.includes(user)
  );
}
