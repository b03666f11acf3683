import type { DocumentView, OpenDocuments } from "../../../shared/contract/qms.ts";
import { isOpenDocument } from "../../../shared/desk/waits-of.ts";
import { nextTurn } from "./changes-of.ts";
import { DOCUMENTS_PER_PART } from "./contract-streams.ts";
import type { LiveList } from "./live-list.ts";

/** The documents of a list that are open now, in parts; there is one part at least. */
export async function* openDocumentsOf(
  list: Pick<LiveList<DocumentView>, "all">,
  signal: AbortSignal,
): AsyncGenerator<OpenDocuments, void, void> {
  const all = list.all();
  const open = all.filter(isOpenDocument);
  for (let from = 0; !signal.aborted; from += DOCUMENTS_PER_PART) {
    const to = from + DOCUMENTS_PER_PART;
    const isLast = to >= open.length;
    yield { documents: open.slice(from, to), total: all.length, isLast };
    if (isLast) return;
    await nextTurn();
  }
}
