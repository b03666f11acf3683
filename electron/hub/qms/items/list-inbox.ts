import { inboxOf } from "../../../../shared/qms/document-path.ts";
import { isItemFile, parseItemName, type ItemKind } from "../../../../shared/qms/item-name.ts";
import { taskKindOf } from "../../../../shared/qms/status.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import type { ProjectFiles } from "../store/project-files.ts";
import { readItem, type ShownItem } from "./read-item.ts";

/** What stands before an item in a listing. A terminal that cannot show these is given letters by the command. */
export const ITEM_ICONS: Readonly<Record<ItemKind, string>> = {
  task: "📋",
  message: "💬",
  notification: "🔔",
  unknown: "📬",
};

const ORDER: readonly ItemKind[] = ["task", "message", "notification", "unknown"];
const RULE = "-".repeat(60);

/** A user's inbox as text, and which notifications it shows. */
export interface InboxListing {
  readonly text: string;
  readonly notifications: readonly string[];
}

export function listInbox(files: ProjectFiles, user: string): InboxListing {
  const folder = inboxOf(user);
  const items = files
    .list(folder)
    .filter(isItemFile)
    .flatMap((file) => readItem(files, folder, file) ?? [])
    .toSorted(byKindAndTime);
  if (items.length === 0) return { text: "Inbox is empty", notifications: [] };
  return {
    text: [`Inbox for ${user}:`, RULE, ...items.flatMap((item) => [...describeItem(item), ""])].join("\n"),
    notifications: items.flatMap(({ kind, file }) => (kind === "notification" ? [file] : [])),
  };
}

function byKindAndTime(a: ShownItem, b: ShownItem): number {
  return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compare(a.at, b.at) || compare(a.stem, b.stem);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The lines that tell of one item. */
export function describeItem(item: ShownItem): string[] {
  const { kind, stem, field, body } = item;
  const icon = ITEM_ICONS[kind];
  const line = (name: string, key: string): string[] => {
    const value = field(key);
    return value === undefined ? [] : [`    ${name}: ${value}`];
  };
  switch (kind) {
    case "task":
      return [
        `  ${icon} [${taskKind(item)}] ${field("doc_id") ?? shownName(stem)}`,
        ...line("Workflow", "workflow_type"),
        ...line("From", "assigned_by"),
        ...line("Date", "assigned_date"),
        `    ID: ${shownName(stem)}`,
      ];
    case "message":
      return [
        `  ${icon} [MESSAGE] ${field("subject") ?? "(no subject)"}`,
        ...line("From", "from"),
        ...line("Date", "timestamp"),
        `    ID: ${shownName(stem)}`,
        ...(body === "" ? [] : ["", ...body.split("\n").map((text) => `    ${text}`.trimEnd())]),
      ];
    case "notification":
      return [
        `  ${icon} [NOTIFICATION] ${field("doc_id") ?? shownName(stem)}: ${field("event") ?? "?"}`,
        ...line("Date", "timestamp"),
        `    ID: ${shownName(stem)}`,
        ...body.split("\n").map((text) => `    ${text}`.trimEnd()),
      ];
    case "unknown":
      return [`  ${icon} [UNKNOWN] ${shownName(item.file)}`];
  }
}

/** Also the name of a file is what somebody else wrote. */
function shownName(name: string): string {
  return cleanLine(name, 255);
}

function taskKind({ stem, field }: ShownItem): string {
  const stated = field("task_type");
  if (stated !== undefined) return stated;
  const name = parseItemName(stem);
  return name.kind === "task" ? taskKindOf(name.workflow) : "TASK";
}
