import { readdirSync } from "node:fs";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { inboxArchiveOf, inboxOf } from "../../../../shared/qms/document-path.ts";
import { isItemFile } from "../../../../shared/qms/item-name.ts";
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

/** Lists an agent's archive, the latest day first, and reads the first `limit` items. Nothing of it is kept. */
export function* listArchive(root: string, agent: string, limit: number): SlicedWork<ArchivedItems> {
  const archive = `${root}/${inboxArchiveOf(agent)}`;
  const items: InboxItem[] = [];
  let total = 0;
  if (!isUserName(agent) || !isInside(archive, root)) return { items, total };
  const days = entriesIn(archive).filter((name) => DAY.test(name));
  for (const day of days.toSorted().toReversed()) {
    const folder = `${archive}/${day}`;
    const ofDay: InboxItem[] = [];
    for (const name of isInside(folder, root) ? entriesIn(folder) : []) {
      if (!isItemFile(name) || !isPlainName(name)) continue;
      total += 1;
      if (items.length >= limit) continue;
      const head = readHead(`${folder}/${name}`, HEAD);
      if (head.kind === "head") ofDay.push({ ...readItem({ ...head, name }), archivedOn: day });
      yield;
    }
    items.push(...ofDay.toSorted((one, other) => other.at - one.at).slice(0, limit - items.length));
    yield;
  }
  return { items, total };
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
