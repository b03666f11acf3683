import type { DocumentSet } from "./documents/document-set.ts";
import type { FileProblems } from "./folders/file-problems.ts";
import type { SlicedWork } from "./folders/slices.ts";
import type { Inboxes } from "./inbox/inboxes.ts";
import type { ReaderBatch } from "./messages.ts";

/** So many documents or items are taken up in well under a millisecond. */
const BATCH_SIZE = 100;
/** How many batches may be on their way: the next ones are made while the last is taken up. */
const MOST_ON_THEIR_WAY = 8;

const NOTHING: ReaderBatch = { documents: [], removedDocuments: [], isComplete: false };

export interface OutboxSources {
  readonly documents: DocumentSet;
  readonly inboxes: Inboxes;
  readonly problems: FileProblems;
}

/** Sends what changed, as fast as it is taken up and no faster; what changes again meanwhile is sent once. */
export class Outbox {
  readonly #sources: OutboxSources;
  readonly #send: (json: string) => void;
  #onTheirWay = 0;
  #isRead = false;
  /** Whether the sets are being filled with what was told from the saved batches. */
  #isRestoring = false;
  #isCompleteTold = false;

  constructor(sources: OutboxSources, send: (json: string) => void) {
    this.#sources = sources;
    this.#send = send;
  }

  /** Begins with what another run had to tell. It may be outdated: what is not so any more is told afterwards. */
  beginWith(saved: readonly string[]): void {
    this.#isRestoring = true;
    for (const json of saved) this.#sendOne(json);
  }

  /** What was saved is all there is to tell. */
  setComplete(): void {
    this.#isCompleteTold = true;
    this.#sendOne(JSON.stringify({ ...NOTHING, isComplete: true }));
  }

  /** Everything has been read for the first time: documents, which are made of several files each, can be told now. */
  setRead(): void {
    this.#isRead = true;
    this.#isRestoring = false;
    this.pump();
  }

  taken(): void {
    this.#onTheirWay -= 1;
    this.pump();
  }

  pump(): void {
    while (this.#onTheirWay < MOST_ON_THEIR_WAY) {
      const json = this.#next();
      if (json === undefined) return;
      this.#sendOne(json);
    }
  }

  /** Everything there is to tell now, in batches. */
  *all(): SlicedWork<readonly string[]> {
    const { documents, inboxes, problems } = this.#sources;
    const batches: string[] = [];
    for (const inbox of inboxes.all(BATCH_SIZE)) {
      batches.push(JSON.stringify({ ...NOTHING, inbox }));
      yield;
    }
    for (const part of documents.all(BATCH_SIZE)) {
      batches.push(JSON.stringify({ ...NOTHING, documents: part }));
      yield;
    }
    batches.push(JSON.stringify({ ...NOTHING, problems: problems.ofFiles() }));
    return batches;
  }

  #sendOne(json: string): void {
    this.#onTheirWay += 1;
    this.#send(json);
  }

  #next(): string | undefined {
    const { documents, inboxes, problems } = this.#sources;
    if (this.#isRestoring) return undefined;
    const inbox = inboxes.take(BATCH_SIZE);
    if (!this.#isRead) return inbox && JSON.stringify({ ...NOTHING, inbox });
    const left = BATCH_SIZE - (inbox === undefined ? 0 : inbox.items.length + inbox.removed.length);
    const { documents: views, removed } = documents.take(left);
    const isEmptied = !documents.hasChanged && !inboxes.hasChanged;
    // Problems of files follow from what their documents are: they are told when all of those have been.
    const changed = isEmptied ? problems.takeChanged() : undefined;
    const isComplete = isEmptied && !this.#isCompleteTold;
    if (isComplete) this.#isCompleteTold = true;
    // Also that there are none: whoever is told may know of some from before.
    const changedProblems = isComplete ? problems.all() : changed;
    if (
      !isComplete &&
      inbox === undefined &&
      changedProblems === undefined &&
      views.length + removed.length === 0
    )
      return undefined;
    const batch: ReaderBatch = {
      documents: views,
      removedDocuments: removed,
      ...(changedProblems !== undefined && { problems: changedProblems }),
      ...(inbox !== undefined && { inbox }),
      isComplete,
    };
    return JSON.stringify(batch);
  }
}
