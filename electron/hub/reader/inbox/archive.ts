import { readdirSync } from "node:fs";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { inboxArchiveOf, inboxOf, USERS_FOLDER } from "../../../../shared/qms/document-path.ts";
import { isItemFile, parseItemName } from "../../../../shared/qms/item-name.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { hasCode } from "../../files/has-code.ts";
import { isInside } from "../folders/classify-entry.ts";
import { isPlainName } from "../folders/file-problems.ts";
import { readHead, type HeadResult } from "../folders/read-head.ts";
import type { SlicedWork } from "../folders/slices.ts";
import { readItem } from "./item-head.ts";
import { isUserName } from "./user-folders.ts";

const DAY = /^\d{4}-\d\d-\d\d$/;
const HEAD = { bytes: 4096, mostBytes: 65_536 };
/** An item's text is cut here: nobody reads more of it in a list. */
const MOST_TEXT_CHARS = 299_000;
const TEXT = { bytes: 1_048_576, mostBytes: 1_048_576 };

/** A part of an archive, and how many items there are in all. */
export interface ArchivedItems {
  readonly items: readonly InboxItem[];
  readonly total: number;
}

/** What is looked for in an agent's archive. */
export interface ArchiveSearch {
  readonly agent: string;
  readonly limit: number;
  /** Words that must all occur in an item: in what its list shows of it, or in the beginning of its text. */
  readonly query?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Lists an agent's archive, the latest day first, and reads the first `limit` items. Nothing of it is kept. */
export function* listArchive(root: string, search: ArchiveSearch): SlicedWork<ArchivedItems> {
  const { agent, limit, query = "", from = "", to = "9" } = search;
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const items: InboxItem[] = [];
  let total = 0;
  for (const { day, folder } of archiveDays(root, agent)) {
    if (day < from || day > to) continue;
    const ofDay: InboxItem[] = [];
    for (const name of entriesIn(folder)) {
      if (!isItemFile(name) || !isPlainName(name)) continue;
      if (words.length === 0) {
        total += 1;
        if (items.length >= limit) continue;
      }
      const head = readHead(`${folder}/${name}`, HEAD);
      yield;
      if (head.kind !== "head") continue;
      const item = readItem({ ...head, name });
      if (words.length > 0) {
        if (!hasWords(item, head.text, words)) continue;
        total += 1;
      }
      ofDay.push({ ...item, archivedOn: day });
    }
    const left = Math.max(0, limit - items.length);
    items.push(...ofDay.toSorted((one, other) => other.at - one.at).slice(0, left));
    yield;
  }
  return { items, total };
}

/** The days of an agent's archive with their folders, the latest first. */
function archiveDays(root: string, agent: string): { readonly day: string; readonly folder: string }[] {
  const archive = `${root}/${inboxArchiveOf(agent)}`;
  if (!isUserName(agent) || !isInside(archive, root)) return [];
  const days = entriesIn(archive).filter((name) => DAY.test(name));
  return days
    .toSorted()
    .toReversed()
    .map((day) => ({ day, folder: `${archive}/${day}` }))
    .filter(({ folder }) => isInside(folder, root));
}

function hasWords({ id, title, from, document }: InboxItem, text: string, words: readonly string[]): boolean {
  const all = [id, title, from ?? "", document ?? "", text].join("\n").toLowerCase();
  return words.every((word) => all.includes(word));
}

/** When one user wrote to another last. */
export interface LastMessage {
  readonly from: string;
  readonly to: string;
  readonly at: number;
}

/** When users wrote to users last, as far as that is archived. The names of the files say it: none of them is read. */
export function* lastArchivedMessages(root: string): SlicedWork<readonly LastMessage[]> {
  const last = new Map<string, LastMessage>();
  const users = `${root}/${USERS_FOLDER}`;
  for (const to of isInside(users, root) ? entriesIn(users) : []) {
    for (const { folder } of archiveDays(root, to)) {
      for (const file of entriesIn(folder)) {
        const name = isItemFile(file) ? parseItemName(file.slice(0, -3)) : undefined;
        if (name?.kind !== "message") continue;
        const at = Date.parse(name.at);
        const key = `${name.sender} ${to}`;
        if (!(at <= (last.get(key)?.at ?? -Infinity))) last.set(key, { from: name.sender, to, at });
      }
      yield;
    }
  }
  return [...last.values()];
}

/** The text of one item, of which everything has been taken that could steer a terminal; nothing where there is none. */
export function readItemText(
  root: string,
  { agent, id, archivedOn }: { readonly agent: string; readonly id: string; readonly archivedOn?: string },
): string | undefined {
  if (!isUserName(agent) || !isPlainName(id) || /[/\\]|^\./.test(id)) return undefined;
  if (archivedOn !== undefined && !DAY.test(archivedOn)) return undefined;
  const place = archivedOn === undefined ? inboxOf(agent) : `${inboxArchiveOf(agent)}/${archivedOn}`;
  if (!isInside(`${root}/${place}`, root)) return undefined;
  const result = readHead(`${root}/${place}/${id}.md`, TEXT);
  return result.kind === "head" ? shown(result) : undefined;
}

function shown({ text, isWhole }: Extract<HeadResult, { readonly kind: "head" }>): string {
  const clean = cleanBody(text.slice(0, MOST_TEXT_CHARS));
  return isWhole && text.length <= MOST_TEXT_CHARS
    ? clean
    : `${clean}\n(The rest is left out: the item is too long.)\n`;
}

function entriesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
    throw error;
  }
}
