import { deepStrictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { DisposableStore } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import type { FileProblem, InboxCounts, InboxItem } from "../../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { ProjectReader, type ProjectReaderOptions } from "../project-reader.ts";

const PATIENCE_MS = 20_000;
/** Where it is told that watches are missing, which is not a matter of the project's files. */
const PLACE_OF_LIMIT = "QMS";

/** All that a reader knows of its project's files, in an order of its own. */
export interface ProjectState {
  readonly documents: readonly DocumentView[];
  readonly problems: readonly FileProblem[];
  readonly counts: Readonly<Record<string, InboxCounts>>;
  readonly items: Readonly<Record<string, readonly InboxItem[]>>;
}

/** A reader with all that it has told. */
export class FollowedReader {
  readonly reader: ProjectReader;
  /** Ids of what was told, in order; what is gone has a `-` before it. */
  readonly documents: string[] = [];
  readonly items: string[] = [];
  readonly counts: string[] = [];
  readonly #store = new DisposableStore();
  readonly #told = this.#store.add(new Emitter<void>());
  readonly #documentsTold = new Map<string, DocumentView>();
  readonly #itemsTold = new Map<string, InboxItem>();

  constructor(options: ProjectReaderOptions) {
    this.reader = new ProjectReader(options);
    this.#store.add(
      this.reader.onDocumentsChanged(({ documents, removed }) => {
        for (const view of documents) this.#documentsTold.set(view.id, view);
        for (const id of removed) this.#documentsTold.delete(id);
        this.documents.push(...documents.map(({ id }) => id), ...removed.map((id) => `-${id}`));
        this.#told.fire();
      }),
    );
    this.#store.add(
      this.reader.onItemsChanged(({ agent, items, removed }) => {
        for (const item of items) this.#itemsTold.set(`${agent}/${item.id}`, item);
        for (const id of removed) this.#itemsTold.delete(`${agent}/${id}`);
        this.items.push(
          ...items.map(({ id }) => `${agent}/${id}`),
          ...removed.map((id) => `-${agent}/${id}`),
        );
        this.#told.fire();
      }),
    );
    this.#store.add(
      this.reader.onCountsChanged(({ agent, counts }) => {
        this.counts.push(`${agent} ${Object.values(counts).join(" ")}`);
        this.#told.fire();
      }),
    );
  }

  get state(): ProjectState {
    const { reader } = this;
    const counts = [...reader.counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const items = counts.map(([agent]) => [agent, sortedBy(reader.items(agent), ({ id }) => id)] as const);
    return {
      documents: sortedBy(reader.documents, ({ id }) => id),
      problems: sortedBy(reader.problems, ({ path }) => path).filter(({ path }) => path !== PLACE_OF_LIMIT),
      counts: Object.fromEntries(counts),
      items: Object.fromEntries(items),
    };
  }

  document(id: string): DocumentView {
    const view = this.reader.document(id);
    if (view === undefined) throw new Error(`there is no ${id}`);
    return view;
  }

  item(agent: string, id: string): InboxItem | undefined {
    return [...this.reader.items(agent)].find((item) => item.id === id);
  }

  problemOf(path: string): string | undefined {
    return this.reader.problems.find((problem) => problem.path === path)?.problem;
  }

  /** From here on only what is told anew counts. */
  forget(): void {
    this.documents.length = 0;
    this.items.length = 0;
    this.counts.length = 0;
  }

  /** Resolves once a claim holds; it is tried whenever something is told. */
  until(claim: () => boolean): Promise<void> {
    if (claim()) return Promise.resolve();
    return new Promise((resolve) => {
      const subscription = this.#told.event(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** Resolves once it knows the same; where that never happens, says what it knows differently. */
  async untilSameAs(state: ProjectState): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, PATIENCE_MS);
    await Promise.race([this.until(() => isDeepStrictEqual(this.state, state)), promise]);
    clearTimeout(timer);
    deepStrictEqual(this.state, state);
  }

  /** Whoever only listens must know the same as whoever asks. */
  async close(): Promise<void> {
    const { documents, items } = this.state;
    deepStrictEqual(
      sortedBy(this.#documentsTold.values(), ({ id }) => id),
      documents,
    );
    deepStrictEqual(this.#itemsTold.size, Object.values(items).flat().length);
    this.#store.dispose();
    await this.reader.close();
  }
}

function sortedBy<T>(values: Iterable<T>, key: (value: T) => string): T[] {
  return [...values].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
