import { isDocumentId } from "./document-id.ts";
import { WORKFLOWS, type Workflow } from "./status.ts";

export type ItemKind = "task" | "message" | "notification" | "unknown";

/** What a file's name says of an inbox item. */
export type ItemName =
  | {
      readonly kind: "task";
      readonly document: string;
      readonly workflow: Workflow;
      readonly version: string;
    }
  | { readonly kind: "message"; readonly sender: string; readonly at: string }
  | { readonly kind: "notification"; readonly document: string; readonly event: string }
  | { readonly kind: "unknown" };

const SUFFIX = "(?:-[1-9]\\d{0,3})?";
const TASK = new RegExp(`^task-(.+)-((?:pre_|post_)?(?:review|approval))-v(\\d+)-(\\d+)${SUFFIX}$`);
const MESSAGE = new RegExp(
  `^msg-([a-zA-Z0-9_.-]+)-(\\d{4}-\\d\\d-\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)${SUFFIX}$`,
);
const NOTIFICATION = new RegExp(`^notif-(.+)-([a-z_]+)-\\d{4}-\\d\\d-\\d\\d${SUFFIX}$`);
const UNKNOWN: ItemName = { kind: "unknown" };

/** The longest stem that a file system's names leave room for. */
const MAX_STEM_CHARS = 240;

/** Reads the name of an item, without its `.md`. */
export function parseItemName(stem: string): ItemName {
  if (stem.length > MAX_STEM_CHARS) return UNKNOWN;
  return parseTask(stem) ?? parseMessage(stem) ?? parseNotification(stem) ?? UNKNOWN;
}

function parseTask(stem: string): ItemName | undefined {
  const [, document, name, major, minor] = TASK.exec(stem) ?? [];
  if (document === undefined || !isDocumentId(document)) return undefined;
  const workflow = WORKFLOWS.find((candidate) => candidate.toLowerCase() === name);
  return workflow && { kind: "task", document, workflow, version: `${major}.${minor}` };
}

function parseMessage(stem: string): ItemName | undefined {
  const [, sender, day, hours, minutes, seconds] = MESSAGE.exec(stem) ?? [];
  if (sender === undefined) return undefined;
  return { kind: "message", sender, at: `${day}T${hours}:${minutes}:${seconds}Z` };
}

function parseNotification(stem: string): ItemName | undefined {
  const [, document, event] = NOTIFICATION.exec(stem) ?? [];
  if (document === undefined || event === undefined || !isDocumentId(document)) return undefined;
  return { kind: "notification", document, event: event.toUpperCase() };
}

/** The kind that a name's beginning claims: also a name that is wrong further on is shown among its like. */
export function kindOfItem(stem: string): ItemKind {
  const kind = parseItemName(stem).kind;
  if (kind !== "unknown") return kind;
  if (stem.startsWith("task-")) return "task";
  if (stem.startsWith("msg-")) return "message";
  return stem.startsWith("notif-") ? "notification" : "unknown";
}

export function taskStem(document: string, workflow: Workflow, version: string): string {
  return `task-${document}-${workflow.toLowerCase()}-v${version.replace(".", "-")}`;
}

export function messageStem(sender: string, now: number): string {
  const iso = new Date(now).toISOString();
  return `msg-${sender}-${iso.slice(0, 10)}-${iso.slice(11, 19).replaceAll(":", "")}`;
}

export function notificationStem(document: string, event: string, now: number): string {
  return `notif-${document}-${event.toLowerCase()}-${new Date(now).toISOString().slice(0, 10)}`;
}

/** An item's name without its date, as people shorten it. */
export function shortStem(stem: string): string {
  return stem.replace(/^(msg-.+?|notif-.+?)-\d{4}-\d\d-\d\d(?=-|$)/, "$1");
}

/** What may be typed to name an item: never a path. */
export function isItemArgument(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$/.test(text) && !text.includes("..");
}

/** A file in an inbox that is an item: finished, and not one that a program keeps for itself. */
export function isItemFile(name: string): boolean {
  return name.endsWith(".md") && !name.startsWith(".");
}
