import type { InboxItem } from "../../../../shared/contract/inbox.ts";

const FRONTMATTER = /^---[ \t]*\r?\n(?:[^]*?\r?\n)?---[ \t]*\r?\n(?:[ \t]*\r?\n)*/;

/** What an item says to its reader. Where something is wrong with its file, that is the whole file: one can see what. */
export function bodyOf(item: InboxItem, text: string): string {
  return item.problem !== undefined || item.kind === "unknown" ? text : text.replace(FRONTMATTER, "");
}
