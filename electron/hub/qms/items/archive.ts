import { inboxArchiveOf, inboxOf } from "../../../../shared/qms/document-path.ts";
import { isItemArgument, isItemFile, kindOfItem, shortStem } from "../../../../shared/qms/item-name.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import type { Operation } from "../operation.ts";
import { isDate } from "../project/dates.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectFiles } from "../store/project-files.ts";
import { describeItem, ITEM_ICONS } from "./list-inbox.ts";
import { readItem } from "./read-item.ts";
import { archiveItem, isPendingTask } from "./tasks.ts";

const RULE = "-".repeat(60);

/** An archived item: its day and its file. */
interface Archived {
  readonly date: string;
  readonly file: string;
}

/** What a user has archived, the latest day first, or on one day. */
export function listArchived(files: ProjectFiles, user: string, date: string | undefined): string {
  if (date !== undefined && !isDate(date))
    throw new Refusal(`Error: Invalid date '${cleanLine(date, 64)}' (expected YYYY-MM-DD).`);
  const archived = archivedItems(files, user).filter((item) => date === undefined || item.date === date);
  if (archived.length === 0) return date === undefined ? "Archive is empty" : `No archived items for ${date}`;
  const days = [...new Set(archived.map((item) => item.date))];
  const lines = days.flatMap((day) => [
    day,
    ...archived.filter((item) => item.date === day).map(({ file }) => archivedLine(file.slice(0, -3))),
    "",
  ]);
  return [`Archived items for ${user}:`, RULE, ...lines, `Total: ${archived.length}`].join("\n");
}

function archivedLine(stem: string): string {
  return `  ${ITEM_ICONS[kindOfItem(stem)]} ${cleanLine(stem, 255)}`;
}

/** One item with its whole text, from the inbox or from the archive. */
export function showItem(files: ProjectFiles, user: string, argument: string): string {
  requireItemArgument(argument);
  const inbox = inboxOf(user);
  const here = candidates(files.list(inbox).filter(isItemFile), argument);
  if (here.length > 1) throw ambiguous(argument, here);
  const archived = here.length === 1 ? [] : archivedCandidates(files, user, argument);
  const [found] = archived;
  const folder = found === undefined ? inbox : `${inboxArchiveOf(user)}/${found.date}`;
  const file = here[0] ?? found?.file;
  const item = file === undefined ? undefined : readItem(files, folder, file);
  if (item === undefined) throw new Refusal(`Error: No inbox item '${argument}'.`);
  const lines = describeItem(item);
  if (item.kind === "task" || item.kind === "unknown") lines.push("", item.body);
  return lines.join("\n");
}

/** Archives one item of the user's inbox. A task that still waits for them stays. */
export function archiveOne(operation: Operation, argument: string): void {
  requireItemArgument(argument);
  const { files, user, documents, now } = operation;
  const found = candidates(files.list(inboxOf(user.name)).filter(isItemFile), argument);
  if (found.length > 1) throw ambiguous(argument, found);
  const [file] = found;
  if (file === undefined) {
    const [archived] = archivedCandidates(files, user.name, argument);
    if (archived === undefined) throw new Refusal(`Error: No inbox item '${argument}'.`);
    operation.say(`Already archived: ${archived.file.slice(0, -3)} (${archived.date})`);
    return;
  }
  const stem = file.slice(0, -3);
  if (isPendingTask(stem, user.name, (id) => documents.findSound(id)?.meta))
    throw new Refusal(`Error: ${stem} is a pending task. Complete it with review/approve/reject.`);
  const archived = archiveItem(files, user.name, file, now);
  const place =
    archived && `${archived.folder.slice(archived.folder.indexOf("inbox-archive"))}/${archived.name}`;
  operation.say(`Archived: ${stem}`, ...(place === undefined ? [] : [`To: ${place}`]));
}

/** Puts an item that was archived back into the inbox. A task that is over stays: its round is over as well. */
export function restoreOne(operation: Operation, argument: string, date: string): void {
  const { files, user } = operation;
  requireItemArgument(argument);
  if (!isDate(date)) throw new Refusal(`Error: Invalid date '${cleanLine(date, 64)}' (expected YYYY-MM-DD).`);
  const stem = argument.replace(/\.md$/, "");
  const path = `${inboxArchiveOf(user.name)}/${date}/${stem}.md`;
  if (!files.hasFile(path)) throw new Refusal(`Error: No archived item '${stem}' on ${date}.`);
  if (kindOfItem(stem) === "task")
    throw new Refusal(`Error: ${stem} is a task that is over. A new round asks for it again.`);
  const name = files.move(path, inboxOf(user.name));
  if (name !== undefined) operation.say(`Restored: ${name.slice(0, -3)}`);
}

/** Archives all notifications of the user's inbox. */
export function archiveNotifications(operation: Operation): void {
  const { files, user, now } = operation;
  const notifications = files
    .list(inboxOf(user.name))
    .filter((file) => isItemFile(file) && kindOfItem(file.slice(0, -3)) === "notification");
  for (const file of notifications) archiveItem(files, user.name, file, now);
  operation.say(`Archived ${notifications.length} notification(s).`);
}

function archivedItems(files: ProjectFiles, user: string): readonly Archived[] {
  const folder = inboxArchiveOf(user);
  return files
    .list(folder)
    .filter(isDate)
    .toReversed()
    .flatMap((date) =>
      files
        .list(`${folder}/${date}`)
        .filter(isItemFile)
        .map((file) => ({ date, file })),
    );
}

function archivedCandidates(files: ProjectFiles, user: string, argument: string): readonly Archived[] {
  const archived = archivedItems(files, user);
  const names = new Set(
    candidates(
      archived.map(({ file }) => file),
      argument,
    ),
  );
  return archived.filter(({ file }) => names.has(file));
}

/** The files that an argument may mean: by full name, by name without date, or by the beginning of the name. */
function candidates(files: readonly string[], argument: string): readonly string[] {
  const stem = argument.replace(/\.md$/, "");
  const ways: readonly ((file: string) => boolean)[] = [
    (file) => file === argument,
    (file) => file === `${stem}.md`,
    (file) => shortStem(file.slice(0, -3)) === stem,
    (file) => file.startsWith(stem),
  ];
  for (const fits of ways) {
    const found = files.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

function requireItemArgument(argument: string): void {
  if (!isItemArgument(argument)) throw new Refusal(`Error: No inbox item '${cleanLine(argument, 100)}'.`);
}

function ambiguous(argument: string, files: readonly string[]): Refusal {
  return new Refusal(
    [`Error: '${argument}' is ambiguous:`, ...files.map((file) => `  ${file.slice(0, -3)}`)].join("\n"),
  );
}
