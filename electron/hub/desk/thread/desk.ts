import { FlowBook } from "../flow/flow-book.ts";
import { SearchBook } from "../search/search-book.ts";
import { Slices, type SlicedWork } from "../../reader/folders/slices.ts";
import { DocumentFiles } from "./document-files.ts";
import type { DeskSetup, FromDesk, ToDesk } from "./messages.ts";

/** How long work is done before what has come in meanwhile is looked at. */
const SLICE_MS = 8;
/** How long a search waits for the index before it is answered with what is there. */
const PATIENCE_MS = 150;
/** Figures are told this much after a change, so that many changes are told at once. */
const FLOW_DELAY_MS = 200;
/** While everything is read for the first time figures are told this often. */
const FIRST_FLOW_MS = 1000;

interface WaitingSearch {
  readonly id: number;
  readonly query: string;
  readonly limit: number;
}

/** Searches the documents, and draws figures from their histories. Runs in a thread of its own while somebody looks. */
export class Desk {
  readonly #send: (message: FromDesk) => void;
  readonly #now: () => number;
  readonly #files: DocumentFiles;
  readonly #search: SearchBook;
  readonly #flow: FlowBook;
  readonly #slices = new Slices(SLICE_MS, () => undefined);
  readonly #searches = new Map<number, WaitingSearch>();
  #found: Promise<void> | undefined;
  #building: Promise<void> = Promise.resolve();
  #flowTimer: NodeJS.Timeout | undefined;
  #flowToldAt = 0;

  constructor({ root }: DeskSetup, send: (message: FromDesk) => void, now: () => number = Date.now) {
    this.#send = send;
    this.#now = now;
    this.#files = new DocumentFiles(root);
    this.#search = new SearchBook(root, this.#files);
    this.#flow = new FlowBook(root, this.#files, now);
  }

  async take(message: ToDesk): Promise<void> {
    switch (message.kind) {
      case "search":
        this.#searches.set(message.id, message);
        return this.#answer(message);
      case "cancel":
        this.#searches.delete(message.id);
        return;
      case "follow-flow":
        return this.#followFlow();
      case "changed":
        return this.#update(message.ids);
    }
  }

  /** Leaves everything as it is. */
  close(): void {
    clearTimeout(this.#flowTimer);
    this.#slices.stop();
  }

  async #answer({ id, query, limit }: WaitingSearch): Promise<void> {
    await this.#indexed();
    // Taken back meanwhile.
    if (!this.#searches.delete(id)) return;
    this.#send({ kind: "found", id, result: this.#search.search(query, limit) });
  }

  /** Resolves when the index is whole, or when nobody should wait for it any longer. */
  #indexed(): Promise<void> | undefined {
    if (this.#search.isWhole) return undefined;
    const built = this.#search.isBegun ? this.#building : this.#build();
    return Promise.race([built, after(PATIENCE_MS)]);
  }

  #build(): Promise<void> {
    this.#building = this.#findFiles().then(() => this.#run(this.#search.build()));
    return this.#building;
  }

  #findFiles(): Promise<void> {
    this.#found ??= this.#run(this.#files.find());
    return this.#found;
  }

  async #followFlow(): Promise<void> {
    if (this.#flow.isBegun) return;
    await this.#findFiles();
    const onPart = (): void => {
      if (performance.now() - this.#flowToldAt > FIRST_FLOW_MS) this.#tellFlow();
    };
    this.#flowToldAt = performance.now();
    await this.#run(this.#flow.build(onPart));
    this.#tellFlow();
  }

  async #update(ids: readonly string[]): Promise<void> {
    if (this.#found === undefined) return;
    await this.#found;
    const update = function* (this: Desk): SlicedWork {
      let isWorn = false;
      for (const id of ids) {
        this.#flow.update(id);
        isWorn = this.#search.update(id) || isWorn;
        yield;
      }
      if (isWorn) this.#build().catch(fail);
    };
    await this.#run(update.call(this));
    if (this.#flow.isBegun) this.#planFlow(FLOW_DELAY_MS);
  }

  #planFlow(delayMs: number): void {
    clearTimeout(this.#flowTimer);
    this.#flowTimer = setTimeout(() => this.#tellFlow(), delayMs);
  }

  #tellFlow(): void {
    this.#flowToldAt = performance.now();
    this.#send({ kind: "flow", json: JSON.stringify(this.#flow.figures()) });
    // With the day the figures change as well.
    const now = this.#now();
    const midnight = new Date(now).setHours(24, 0, 1, 0);
    this.#planFlow(Math.max(1000, midnight - now));
  }

  #run(work: SlicedWork): Promise<void> {
    return this.#slices.run(work);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function fail(error: unknown): void {
  // Out of reach of any promise, so that it ends the thread and is told as its failure.
  setImmediate(() => {
    throw error;
  });
}
