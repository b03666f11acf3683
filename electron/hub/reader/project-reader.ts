import { isDeepStrictEqual } from "node:util";
import type { Worker } from "node:worker_threads";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { ArchiveQuery, FileProblem, InboxCounts, InboxItem } from "../../../shared/contract/inbox.ts";
import type { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { Logger } from "../log/logger.ts";
import type { TextChoice } from "./documents/document-texts.ts";
import type { History } from "./documents/read-history.ts";
import type { LiveFigures } from "./folders/live-folders.ts";
import type { ArchivedItems, LastMessage } from "./inbox/archive.ts";
import type { InboxDelta } from "./inbox/inboxes.ts";
import { KnownInbox } from "./inbox/known-inbox.ts";
import type { ReaderBatch, ReaderSetup } from "./messages.ts";
import { ReaderThread, workerFrom } from "./reader-thread.ts";

/** Folders that are looked at in each sweep show changes after this at the latest. */
const SWEEP_MS = 2000;
const MOST_EVENTS = 2000;
/** Enough for a list that nobody reads to its end. */
const MOST_ARCHIVED = 500;

export interface ProjectReaderOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where what was read is kept for the next start: a file that is Quorum's own. */
  readonly indexFile: string;
  /** The program of the reader's thread. */
  readonly program: string;
  readonly log: Logger;
  /** At most so many folders are watched; the others are looked at every now and then. */
  readonly mostWatches?: number;
  readonly sweepMs?: number;
  /** How the thread is started. */
  readonly startWorker?: (setup: ReaderSetup) => Worker;
}

export interface DocumentsChanged {
  readonly documents: readonly DocumentView[];
  readonly removed: readonly string[];
  /** All problems of files that belong to no document, where they changed. */
  readonly problems?: readonly FileProblem[];
}

export interface CountsChanged {
  readonly agent: string;
  readonly counts: InboxCounts;
}

export interface ItemsChanged {
  readonly agent: string;
  readonly items: readonly InboxItem[];
  readonly removed: readonly string[];
}

/** What a new thread has not told yet, of what the one before it had told. */
interface Untold {
  readonly documents: Set<string>;
  readonly agents: Set<string>;
  readonly items: Map<string, Set<string>>;
}

/**
 * The documents and inboxes of a project as its files have them at this moment. A thread reads and follows the files; here
 * is only what it found.
 */
export class ProjectReader {
  readonly #store = new DisposableStore();
  readonly #thread: ReaderThread;
  readonly #documents = new Map<string, DocumentView>();
  readonly #inboxes = new Map<string, KnownInbox>();
  #problems: readonly FileProblem[] = [];
  #untold: Untold = { documents: new Set(), agents: new Set(), items: new Map() };
  readonly #documentsChanged = this.#store.add(new Emitter<DocumentsChanged>());
  readonly #countsChanged = this.#store.add(new Emitter<CountsChanged>());
  readonly #itemsChanged = this.#store.add(new Emitter<ItemsChanged>());
  #setRead: () => void = () => undefined;

  readonly onDocumentsChanged = this.#documentsChanged.event;
  readonly onCountsChanged = this.#countsChanged.event;
  readonly onItemsChanged = this.#itemsChanged.event;
  /** Resolves when everything has been read for the first time. */
  readonly whenRead: Promise<void> = new Promise((resolve) => {
    this.#setRead = resolve;
  });

  constructor(options: ProjectReaderOptions) {
    const { root, indexFile, program, log, mostWatches = Infinity, sweepMs = SWEEP_MS } = options;
    this.#thread = new ReaderThread({
      setup: { root, indexFile, mostWatches, sweepMs },
      startWorker: options.startWorker ?? workerFrom(program),
      log,
      onStarted: () => this.#expectAll(),
      onBatch: (batch) => this.#takeUp(batch),
    });
  }

  get documents(): Iterable<DocumentView> {
    return this.#documents.values();
  }

  document(id: string): DocumentView | undefined {
    return this.#documents.get(id);
  }

  /** Problems of files that belong to no document and are no item. */
  get problems(): readonly FileProblem[] {
    return this.#problems;
  }

  /** The counts of every user who has a folder. */
  get counts(): ReadonlyMap<string, InboxCounts> {
    return new Map([...this.#inboxes].map(([agent, inbox]) => [agent, inbox.counts]));
  }

  items(agent: string): Iterable<InboxItem> {
    return this.#inboxes.get(agent)?.items ?? [];
  }

  /** An agent's archive, the latest day first, and how many items there are in all of what is asked for. */
  archived(agent: string, query: ArchiveQuery = {}): Promise<ArchivedItems> {
    return this.#thread.call("archived", { agent, ...query, limit: query.limit ?? MOST_ARCHIVED });
  }

  /** When each wrote to each last, by what is archived. */
  archivedMessages(): Promise<readonly LastMessage[]> {
    return this.#thread.call("archivedMessages", {});
  }

  /** All that a document's page shows to a user. */
  async page(id: string, user: string): Promise<DocumentPage> {
    const page = await this.#thread.call("page", { id, user });
    if (page !== undefined) return page;
    throw new HubError("not_found", "There is no such document. It may have been cancelled meanwhile.");
  }

  /** A text of a document. */
  async text(id: string, choice: TextChoice): Promise<DocumentBody> {
    const text = await this.#thread.call("text", { ...choice, id });
    if (text !== undefined) return text;
    throw new HubError("not_found", "There is no such text of this document.");
  }

  /** An item's text, from the inbox or from a day of the archive. */
  async readItem(agent: string, id: string, archivedOn?: string): Promise<string> {
    const text = await this.#thread.call("readItem", {
      agent,
      id,
      ...(archivedOn !== undefined && { archivedOn }),
    });
    if (text !== undefined) return text;
    throw new HubError("not_found", "This item is not there any more: it may have been archived meanwhile.");
  }

  /** The latest events of a document, the latest last. */
  history(id: string, limit = MOST_EVENTS): Promise<History> {
    return this.#thread.call("history", { id, limit });
  }

  /** Looks at every file anew, as after a sleep, in which changes may have gone unnoticed. */
  async refresh(): Promise<void> {
    await this.#thread.call("refresh", {});
  }

  /** What the thread has done so far. */
  figures(): Promise<LiveFigures> {
    return this.#thread.call("figures", {});
  }

  /** Keeps what was read for the next start, and ends the thread. */
  async close(): Promise<void> {
    await this.#thread.close();
    this.#store.dispose();
  }

  #expectAll(): void {
    this.#untold = {
      documents: new Set(this.#documents.keys()),
      agents: new Set(this.#inboxes.keys()),
      items: new Map([...this.#inboxes].map(([agent, inbox]) => [agent, new Set(inbox.ids)])),
    };
  }

  #takeUp({ documents, removedDocuments, problems, inbox, isComplete }: ReaderBatch): void {
    const untold = this.#untold.documents;
    const news = documents.filter(
      (view) => !untold.delete(view.id) || !isDeepStrictEqual(view, this.#documents.get(view.id)),
    );
    for (const view of news) this.#documents.set(view.id, view);
    const removed = [...removedDocuments, ...(isComplete ? untold : [])];
    for (const id of removed) this.#documents.delete(id);
    const newProblems = isDeepStrictEqual(problems, this.#problems) ? undefined : problems;
    if (newProblems !== undefined) this.#problems = newProblems;
    if (news.length + removed.length > 0 || newProblems !== undefined) {
      const isNew = newProblems !== undefined;
      this.#documentsChanged.fire({ documents: news, removed, ...(isNew && { problems: newProblems }) });
    }
    if (inbox !== undefined) this.#takeUpInbox(inbox);
    if (isComplete) this.#setComplete();
  }

  #takeUpInbox({ agent, isGone, items, removed }: InboxDelta): void {
    const known = this.#inboxes.get(agent);
    const inbox = known ?? new KnownInbox();
    this.#untold.agents.delete(agent);
    const untold = this.#untold.items.get(agent);
    const news = items.filter(
      (item) => untold?.delete(item.id) !== true || !isDeepStrictEqual(item, inbox.item(item.id)),
    );
    const isNews = inbox.apply(news, removed) || isGone || known === undefined;
    if (isGone) this.#inboxes.delete(agent);
    else this.#inboxes.set(agent, inbox);
    if (news.length + removed.length > 0) this.#itemsChanged.fire({ agent, items: news, removed });
    if (isNews) this.#countsChanged.fire({ agent, counts: inbox.counts });
  }

  /** What a new thread did not find again is gone. */
  #setComplete(): void {
    const { agents, items } = this.#untold;
    for (const [agent, ids] of items) {
      const isGone = agents.has(agent);
      if (isGone || ids.size > 0) this.#takeUpInbox({ agent, isGone, items: [], removed: [...ids] });
    }
    this.#untold = { documents: new Set(), agents: new Set(), items: new Map() };
    this.#setRead();
  }
}
