import { createStore, type StoreApi } from "zustand/vanilla";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import type { DocumentsChange, DocumentView } from "../../../shared/contract/qms.ts";

export interface DocumentsState {
  /** False until the snapshot is whole: an empty list is not yet "no documents". */
  readonly isKnown: boolean;
  readonly byId: ReadonlyMap<string, DocumentView>;
  /** Of files that belong to no document. */
  readonly problems: readonly FileProblem[];
  /** What has come of a snapshot that is not whole yet: nobody is shown a part of the documents. */
  readonly coming: SnapshotParts | undefined;
}

interface SnapshotParts {
  readonly documents: readonly DocumentView[];
  readonly problems: readonly FileProblem[];
}

export type DocumentsStore = StoreApi<DocumentsState>;

export function noDocuments(): DocumentsState {
  return { isKnown: false, byId: new Map(), problems: [], coming: undefined };
}

/** The documents of the open project. */
export function createDocumentsStore(): DocumentsStore {
  return createStore<DocumentsState>(noDocuments);
}

/**
 * Takes up what came within a frame. A snapshot comes in parts, and takes the place of what was known when it is whole.
 * One map is copied, however many changes there are.
 */
export function withDocumentsChanges(
  state: DocumentsState,
  changes: readonly DocumentsChange[],
): DocumentsState {
  let { isKnown, problems, coming } = state;
  let byId: Map<string, DocumentView> | undefined;
  for (const change of changes) {
    if (change.kind === "snapshot") {
      coming = withPart(change.isFirst ? NOTHING : (coming ?? NOTHING), change);
      if (!change.isLast) continue;
      byId = new Map(coming.documents.map((document) => [document.id, document]));
      [isKnown, problems, coming] = [true, coming.problems, undefined];
    } else {
      byId ??= new Map(state.byId);
      problems = change.problems ?? problems;
      for (const id of change.removed) byId.delete(id);
      for (const document of change.documents) byId.set(document.id, document);
    }
  }
  return { isKnown, byId: byId ?? state.byId, problems, coming };
}

const NOTHING: SnapshotParts = { documents: [], problems: [] };

function withPart(parts: SnapshotParts, { documents, problems }: SnapshotParts): SnapshotParts {
  return {
    documents: [...parts.documents, ...documents],
    problems: [...parts.problems, ...problems],
  };
}
