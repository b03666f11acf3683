import { detailOf, parseAudit, type AuditEvent } from "../../../../shared/qms/audit-event.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { readDocument } from "../../qms/documents/frontmatter.ts";
import { readHead } from "../../reader/folders/read-head.ts";
import type { IndexedTexts } from "../search/word-index.ts";
import type { DocumentFiles } from "./document-files.ts";

/** What lies behind this in a file is not searched. */
const MOST_TEXT_BYTES = 1_048_576;
const MOST_AUDIT_BYTES = 4 * 1024 * 1024;

/** A comment on a document, as its history has it. */
export interface ReadComment {
  readonly text: string;
  readonly user: string | undefined;
  readonly event: AuditEvent;
}

/** What a document is searched by. */
export interface ReadTexts {
  readonly title: string;
  readonly body: string;
  readonly comments: readonly ReadComment[];
}

/** The events of a document; nothing where it has no history. */
export function readEvents(root: string, files: DocumentFiles, id: string): AuditEvent[] | undefined {
  const texts = files.of(id).audits.flatMap((path) => textAt(root, path, MOST_AUDIT_BYTES) ?? []);
  return texts.length === 0 ? undefined : texts.flatMap((text) => parseAudit(text).events);
}

/** The texts of a document, the draft rather than what is in force; nothing where it has no text. */
export function readTexts(root: string, files: DocumentFiles, id: string): ReadTexts | undefined {
  const text = firstOf(files.of(id).texts, (path) => textAt(root, path, MOST_TEXT_BYTES));
  if (text === undefined) return undefined;
  const { title = "", body } = readDocument(withoutSequences(text));
  const comments = (readEvents(root, files, id) ?? []).flatMap((event) => {
    const said = detailOf(event, "comment") ?? detailOf(event, "reason") ?? "";
    return said === "" ? [] : [{ text: withoutSequences(said), user: event.user, event }];
  });
  return { title, body, comments };
}

export function indexedTexts(id: string, { title, body, comments }: ReadTexts): IndexedTexts {
  return { id: [id], title: [title], body: [body], comment: comments.map(({ text }) => text) };
}

/** What steers a terminal would run into the words beside it. */
function withoutSequences(text: string): string {
  return /[\u001b\u0090-\u009f]/.test(text) ? cleanBody(text) : text;
}

function firstOf<T, U>(values: readonly T[], map: (value: T) => U | undefined): U | undefined {
  for (const value of values) {
    const found = map(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textAt(root: string, path: string, most: number): string | undefined {
  const result = readHead(`${root}/${path}`, { bytes: most, mostBytes: most });
  return result.kind === "head" ? result.text : undefined;
}
