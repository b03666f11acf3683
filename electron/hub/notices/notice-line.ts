import type { InboxItem } from "../../../shared/contract/inbox.ts";
import { cleanLine } from "../../../shared/qms/text/clean-text.ts";

/** With what is around it a line stays short enough for three of them at a prompt. */
const TITLE_CHARS = 120;
const NAME_CHARS = 40;
const INSTRUCTION = "Run qms inbox.";

/** Marks without width, and others that are not seen: they have no place in what is typed. */
const UNSEEN = /[\p{Cf}\p{Co}]/gu;

/** What an agent is told of an item: one short line of text that names the document, and says what to do. */
export function noticeLine(item: InboxItem): string {
  const { kind, document, from } = item;
  const title = line(item.title, TITLE_CHARS);
  const sender = from === undefined ? "" : line(from, NAME_CHARS);
  const of = document === undefined || title.includes(document) ? "" : ` (${line(document, TITLE_CHARS)})`;
  switch (kind) {
    case "task":
      return `New task${sender === "" ? "" : ` from ${sender}`}: ${title}${of}. ${INSTRUCTION}`;
    case "message":
      return `New message${sender === "" ? "" : ` from ${sender}`}: "${title}"${of}. ${INSTRUCTION}`;
    case "notification":
      return `New notification: ${title}${of}. ${INSTRUCTION}`;
    case "unknown":
      return `New file in your inbox: "${title}"${of}. ${INSTRUCTION}`;
  }
}

function line(text: string, limit: number): string {
  // What ends as a sentence needs no second full stop.
  return cleanLine(text.replaceAll(UNSEEN, ""), limit).replace(/[.\s]+$/, "");
}
