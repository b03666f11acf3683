import type { DocumentSet } from "./documents/document-set.ts";
import type { FileProblems } from "./folders/file-problems.ts";
import type { Inboxes } from "./inbox/inboxes.ts";
import type { ReaderBatch } from "./messages.ts";

/** So many documents or items are taken up in one or two milliseconds. */
const BATCH_SIZE = 250;
/** How many batches may be on their way: the next is made while the last is taken up. */
const MOST_ON_THEIR_WAY = 2;

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
  #isCompleteTold = false;

  constructor(sources: OutboxSources, send: (json: string) => void) {
    this.#sources = sources;
    this.#send = send;
  }

  /** Everything has been read for the first time: documents, which are made of several files each, can be told now. */
  setRead(): void {
    this.#isRead = true;
    this.pump();
  }

  taken(): void {
    this.#onTheirWay -= 1;
    this.pump();
  }

  pump(): void {
    while (this.#onTheirWay < MOST_ON_THEIR_WAY) {
      const batch = this.#next();
      if (batch === undefined) return;
      this.#onTheirWay += 1;
      this.#send(JSON.stringify(batch));
    }
  }

  #next(): ReaderBatch | undefined {
    const { documents, inboxes, problems } = this.#sources;
    const inbox = inboxes.take(BATCH_SIZE);
    if (!this.#isRead) return inbox && { documents: [], removedDocuments: [], inbox, isComplete: false };
    const delta = documents.take(BATCH_SIZE);
    const isEmptied = !documents.hasChanged && !inboxes.hasChanged;
    // Problems of files follow from what their documents are: they are told when all of those have been.
    const changedProblems = isEmptied ? problems.takeChanged() : undefined;
    const isComplete = isEmptied && !this.#isCompleteTold;
    const isNothing =
      inbox === undefined &&
      changedProblems === undefined &&
      !isComplete &&
      delta.documents.length + delta.removed.length === 0;
    if (isNothing) return undefined;
    if (isComplete) this.#isCompleteTold = true;
    return {
      documents: delta.documents,
      removedDocuments: delta.removed,
      ...(changedProblems !== undefined && { problems: changedProblems }),
      ...(inbox !== undefined && { inbox }),
      isComplete,
    };
  }
}
