import { Refusal } from "../refusal.ts";
import { readDocument, writeDocument } from "./frontmatter.ts";

/**
 * A document's text with nothing in its front matter but what its authors say. Where the front matter cannot be read,
 * nothing is taken out: better a key too many than a word lost.
 */
export function authorsText(text: string): string {
  const document = readDocument(text);
  return document.problem === undefined ? writeDocument(document) : text;
}

/** What becomes of a copy when it is checked in. A front matter that cannot be read is for its author to put right. */
export function checkedInText(
  copy: string,
  { draft, path }: { readonly draft: string; readonly path: string },
): string {
  // An editor that crashed leaves an empty file; what the draft says is worth more.
  if (copy.trim() === "" && draft.trim() !== "")
    throw new Refusal(`Error: ${path} is empty. Write its text anew, or leave the document checked out.`);
  const document = readDocument(copy);
  if (document.problem !== undefined)
    throw new Refusal(`Error: The front matter of ${path} cannot be read: ${document.problem}`);
  if (document.title !== undefined || document.revisionSummary !== undefined) return writeDocument(document);
  // A copy that lost its head keeps the title that the document has.
  const before = readDocument(draft);
  return writeDocument({ ...before, body: document.body });
}
