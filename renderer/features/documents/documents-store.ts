import { createStore, type StoreApi } from "zustand/vanilla";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import type { DocumentsChange, DocumentView, OpenDocuments } from "../../../shared/contract/qms.ts";
import { GroupedMap } from "../../ui/grouped-map.ts";

export interface DocumentsState {
  /** False until the snapshot is whole: an empty list is not yet "no documents". */
  readonly isKnown: boolean;
  /** Whether those that are open are known, which are asked for first: they alone may be. */
  readonly areOpenKnown: boolean;
  readonly byId: GroupedMap<DocumentView>;
  /** How many there are, also while not all have come. */
  readonly total: number;
  /** Of files that belong to no document. */
  readonly problems: readonly FileProblem[];
  /** What has come of a snapshot that is not whole yet. */
  readonly coming: SnapshotParts | undefined;
}

interface SnapshotParts {
  readonly documents: readonly DocumentView[];
  readonly problems: readonly FileProblem[];
}

export type DocumentsStore = StoreApi<DocumentsState>;

export function noDocuments(): DocumentsState {
  return {
    isKnown: false,
    areOpenKnown: false,
    byId: GroupedMap.of<DocumentView>([]),
    total: 0,
    problems: [],
    coming: undefined,
  };
}

/** The documents of the open project. */
export function createDocumentsStore(): DocumentsStore {
  return createStore<DocumentsState>(noDocuments);
}

/** The open documents, where nothing is known yet. */
export function withOpenDocuments(state: DocumentsState, parts: readonly OpenDocuments[]): DocumentsState {
  if (state.isKnown) return state;
  const byId = GroupedMap.of(keyed(parts.flatMap(({ documents }) => documents)));
  return { ...state, areOpenKnown: true, byId, total: parts.at(-1)?.total ?? 0 };
}

/**
 * Takes up what came within a frame. A snapshot comes in parts, and takes the place of what was known when it is whole.
 */
export function withDocumentsChanges(
  state: DocumentsState,
  changes: readonly DocumentsChange[],
): DocumentsState {
  let { isKnown, byId, problems, coming } = state;
  for (const change of changes) {
    if (change.kind === "snapshot") {
      coming = withPart(change.isFirst ? NOTHING : (coming ?? NOTHING), change);
      if (!change.isLast) continue;
      byId = GroupedMap.of(keyed(coming.documents));
      [isKnown, problems, coming] = [true, coming.problems, undefined];
    } else {
      problems = change.problems ?? problems;
      byId = byId.with(change.removed, keyed(change.documents));
    }
  }
  const told = { ...state, isKnown, byId, problems, coming };
  return isKnown ? { ...told, areOpenKnown: true, total: byId.size } : told;
}

function keyed(documents: readonly DocumentView[]): readonly (readonly [string, DocumentView])[] {
  return documents.map((document) => [document.id, document]);
}

const NOTHING: SnapshotParts = { documents: [], problems: [] };

function withPart(parts: SnapshotParts, { documents, problems }: SnapshotParts): SnapshotParts {
  return {
    documents: [...parts.documents, ...documents],
    problems: [...parts.problems, ...problems],
  };
}
