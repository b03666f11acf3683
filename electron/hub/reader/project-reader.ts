import type { Worker } from "node:worker_threads";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { FileProblem, InboxCounts, InboxItem } from "../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { Logger } from "../log/logger.ts";
import type { History } from "./documents/read-history.ts";
import type { LiveFigures } from "./folders/live-folders.ts";
import type { ArchivedItems } from "./inbox/archive.ts";
import { NO_ITEMS, type InboxDelta } from "./inbox/inboxes.ts";
import type { ReaderBatch, ReaderSetup } from "./messages.ts";
import { ReaderThread, workerFrom } from "./reader-thread.ts";

/** Folders that are looked at in each sweep show changes after this at the latest. */
const SWEEP_MS = 2000;
const MOST_EVENTS = 2000;

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

interface Inbox {
  counts: InboxCounts;
  readonly items: Map<string, InboxItem>;
}

/**
 * The documents and inboxes of a project as its files have them at this moment. A thread reads and follows the files; here
 * is only what it found.
 */
export class ProjectReader {
  readonly #store = new DisposableStore();
  readonly #thread: ReaderThread;
  readonly #documents = new Map<string, DocumentView>();
  readonly #inboxes = new Map<string, Inbox>();
  #problems: readonly FileProblem[] = [];
  /** What a new thread has not told yet, of what the one before it had told. */
  #untold = { documents: new Set<string>(), items: new Map<string, Set<string>>() };
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
    return this.#inboxes.get(agent)?.items.values() ?? [];
  }

  /** An agent's archive, the latest day first, and how many items there are in all. */
  archived(agent: string, limit: number): Promise<ArchivedItems> {
    return this.#thread.call("archived", { agent, limit });
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
      items: new Map([...this.#inboxes].map(([agent, inbox]) => [agent, new Set(inbox.items.keys())])),
    };
  }

  #takeUp({ documents, removedDocuments, problems, inbox, isComplete }: ReaderBatch): void {
    const removed = [...removedDocuments];
    for (const view of documents) {
      this.#documents.set(view.id, view);
      this.#untold.documents.delete(view.id);
    }
    if (isComplete) removed.push(...this.#untold.documents);
    for (const id of removed) this.#documents.delete(id);
    if (problems !== undefined) this.#problems = problems;
    if (documents.length + removed.length > 0 || problems !== undefined) {
      this.#documentsChanged.fire({ documents, removed, ...(problems !== undefined && { problems }) });
    }
    if (inbox !== undefined) this.#takeUpInbox(inbox);
    if (isComplete) this.#forgetUntold();
  }

  #takeUpInbox({ agent, counts, isGone, items, removed }: InboxDelta): void {
    const inbox = this.#inboxes.get(agent) ?? { counts: NO_ITEMS, items: new Map<string, InboxItem>() };
    const hasNewCounts = !this.#inboxes.has(agent) || !isSameCounts(inbox.counts, counts);
    const untold = this.#untold.items.get(agent);
    if (isGone) this.#inboxes.delete(agent);
    else {
      this.#inboxes.set(agent, inbox);
      if (untold === undefined) this.#untold.items.delete(agent);
    }
    for (const item of items) {
      inbox.items.set(item.id, item);
      untold?.delete(item.id);
    }
    for (const id of removed) inbox.items.delete(id);
    inbox.counts = counts;
    if (items.length + removed.length > 0) this.#itemsChanged.fire({ agent, items, removed });
    if (hasNewCounts) this.#countsChanged.fire({ agent, counts });
  }

  /** What a new thread did not find again is gone. */
  #forgetUntold(): void {
    for (const [agent, ids] of this.#untold.items) {
      const inbox = this.#inboxes.get(agent);
      if (inbox === undefined || ids.size === 0) continue;
      for (const id of ids) inbox.items.delete(id);
      this.#itemsChanged.fire({ agent, items: [], removed: [...ids] });
    }
    this.#untold = { documents: new Set(), items: new Map() };
    this.#setRead();
  }
}

function isSameCounts(one: InboxCounts, other: InboxCounts): boolean {
  return (
    one.task === other.task &&
    one.message === other.message &&
    one.notification === other.notification &&
    one.unknown === other.unknown
  );
}
