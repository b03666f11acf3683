import type { DocumentRow } from "./document-row.ts";

type Rows = readonly { readonly document: Pick<DocumentRow["document"], "id"> }[];

/** So many rows that are read are looked for: where they are all gone there is nothing to keep in place. */
const LOOKED_FOR = 20;

/** By how many rows what is read has moved: the row at a place, or the next one that is still there. */
export function rowsShift(before: Rows, after: Rows, at: number): number {
  const read = before.slice(at, at + LOOKED_FOR);
  for (const [place, { document }] of read.entries()) {
    // Most changes move nothing, or little.
    const same = at + place;
    if (after[same]?.document.id === document.id) return 0;
    const now = after.findIndex((row) => row.document.id === document.id);
    if (now !== -1) return now - same;
  }
  return 0;
}
