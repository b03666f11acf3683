import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { isDocumentId } from "../../../../shared/qms/document-id.ts";
import { isItemFile } from "../../../../shared/qms/item-name.ts";
import { LEADS_ON, type FolderKind } from "../folders/folder-kind.ts";
import type { Inboxes } from "./inboxes.ts";
import { readItem } from "./item-head.ts";

/** Whether a folder of this name counts: it is an agent's. */
export function isUserName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,31}$/.test(name);
}

/** Told of the copies of documents in users' workspaces. */
export interface Workspaces {
  copied(user: string, name: string): void;
  dropped(user: string, name: string): void;
}

/** `.claude/users`: a folder for each user. */
export function usersFolder(inboxes: Inboxes, workspaces: Workspaces): FolderKind<unknown> {
  return {
    ...LEADS_ON,
    isUrgent: true,
    isFolderName: isUserName,
    folder: (name) => (isUserName(name) ? userFolder(name, inboxes, workspaces) : undefined),
  };
}

function userFolder(user: string, inboxes: Inboxes, workspaces: Workspaces): FolderKind<unknown> {
  const inner: Readonly<Record<string, FolderKind<unknown>>> = {
    inbox: inboxFolder(user, inboxes),
    workspace: workspaceFolder(user, workspaces),
  };
  return {
    ...LEADS_ON,
    isUrgent: true,
    opened: () => inboxes.open(user),
    closed: () => inboxes.close(user),
    isFolderName: (name) => Object.hasOwn(inner, name),
    folder: (name) => (Object.hasOwn(inner, name) ? inner[name] : undefined),
  };
}

function inboxFolder(user: string, inboxes: Inboxes): FolderKind<InboxItem> {
  return {
    isUrgent: true,
    reading: { bytes: 4096, mostBytes: 65_536 },
    wantsFile: isItemFile,
    folder: () => undefined,
    isFolderName: () => false,
    needsMore: isCut,
    isUnfinished: ({ text, isWhole }) => text === "" || (isWhole && isCut(text)),
    read: readItem,
    changed: ({ content }) => inboxes.set(user, content),
    removed: (name) => inboxes.remove(user, name.replace(/\.md$/, "")),
    opened: () => undefined,
    closed: () => undefined,
  };
}

/** Whether a text ends within its front matter. */
function isCut(text: string): boolean {
  return text.startsWith("---") && !/\n---[ \t]*(?:\r?\n|$)/.test(text);
}

function workspaceFolder(user: string, workspaces: Workspaces): FolderKind<unknown> {
  return {
    ...LEADS_ON,
    isFolderName: () => false,
    folder: () => undefined,
    // Users keep other texts there as well.
    wantsFile: (name) => name.endsWith(".md") && isDocumentId(name.slice(0, -3)),
    changed: ({ name }) => workspaces.copied(user, name),
    removed: (name) => workspaces.dropped(user, name),
  };
}
