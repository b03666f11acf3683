import { createStore, type StoreApi } from "zustand/vanilla";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import type { DocumentsChange, DocumentView } from "../../../shared/contract/qms.ts";

export interface DocumentsState {
  /** False until the snapshot is whole: an empty list is not yet "no documents". */
  readonly isKnown: boolean;
  readonly byId: ReadonlyMap<string, DocumentView>;
  /** Of files that belong to no document. */
  readonly problems: readonly FileProblem[];
}

export type DocumentsStore = StoreApi<DocumentsState>;

export function noDocuments(): DocumentsState {
  return { isKnown: false, byId: new Map(), problems: [] };
}

/** The documents of the open project. */
export function createDocumentsStore(): DocumentsStore {
  return createStore<DocumentsState>(noDocuments);
}

/**
 * Takes up what came within a frame. The first part of a snapshot begins anew; until its last part the list is not whole.
 * One map is copied, however many changes there are.
 */
export function withDocumentsChanges(
  state: DocumentsState,
  changes: readonly DocumentsChange[],
): DocumentsState {
  let { isKnown, problems } = state;
  let byId = new Map(state.byId);
  for (const change of changes) {
    if (change.kind === "snapshot") {
      if (change.isFirst) [byId, problems, isKnown] = [new Map(), [], false];
      problems = [...problems, ...change.problems];
      if (change.isLast) isKnown = true;
    } else {
      problems = change.problems ?? problems;
      for (const id of change.removed) byId.delete(id);
    }
    for (const document of change.documents) byId.set(document.id, document);
  }
  return { isKnown, byId, problems };
}
