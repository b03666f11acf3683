import type { ActivityKind } from "../../../../shared/contract/activity.ts";
import { EntryColumns } from "./entry-columns.ts";
import { compareRows, idOf, type RowPlace } from "./entry-place.ts";
import { Names } from "./names.ts";

/** Where an entry stands in its file, and what it can be found by without reading it. */
export interface IndexedEntry {
  readonly at: number;
  readonly kind: ActivityKind;
  readonly agent: string | undefined;
  readonly document: string | undefined;
  readonly start: number;
  readonly length: number;
}

/** What is kept of an index for the next start. */
export interface SavedEntries {
  readonly files: readonly string[];
  readonly agents: readonly string[];
  readonly documents: readonly string[];
  readonly columns: Uint8Array;
}

/** The places of all entries in the order of the timeline: what they say stays in their files. */
export class EntryIndex {
  readonly files: Names;
  readonly agents: Names;
  readonly documents: Names;
  readonly columns: EntryColumns;
  /** Rows in the order of the timeline, as far as they were put in order. */
  #order: Uint32Array;
  #ordered: number;

  constructor(saved?: SavedEntries) {
    const columns = saved && EntryColumns.fromBytes(saved.columns);
    this.files = new Names(saved?.files);
    this.agents = new Names(saved?.agents);
    this.documents = new Names(saved?.documents);
    this.columns = columns ?? new EntryColumns();
    this.#ordered = this.columns.size;
    this.#order = Uint32Array.from({ length: this.#ordered }, (_, row) => row);
  }

  /** Takes in the next entry of a file; answers with its row. */
  add(file: number, entry: IndexedEntry): number {
    const agent = this.agents.codeOf(entry.agent ?? "");
    const document = this.documents.codeOf(entry.document ?? "");
    return this.columns.add({ ...entry, file, agent, document });
  }

  /** Forgets all entries of a file; answers with the ids that they had. */
  forget(file: number): Set<string> {
    const ids = new Set<string>();
    const { columns } = this;
    for (let row = 0; row < columns.size; row += 1) {
      if (columns.file(row) !== file || !columns.isThere(row)) continue;
      columns.forget(row);
      ids.add(idOf(this.placeIn(row)));
    }
    return ids;
  }

  /** How many places there are in the order; the last is that of the latest entry. */
  get length(): number {
    this.#putInOrder();
    return this.#ordered;
  }

  /** The row at a place of the order; some may have been forgotten. */
  rowAt(place: number): number {
    return this.#order[place] ?? 0;
  }

  /** How many entries stand before this one, which need not be there any more. */
  placeOf(place: RowPlace): number {
    this.#putInOrder();
    let low = 0;
    let high = this.#ordered;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareRows(this.placeIn(this.rowAt(middle)), place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  placeIn(row: number): RowPlace {
    const { columns } = this;
    return { at: columns.at(row), name: this.files.nameOf(columns.file(row)), start: columns.start(row) };
  }

  /** All that is there, in the order of the timeline. */
  save(): SavedEntries {
    const rows: number[] = [];
    for (let place = 0; place < this.length; place += 1) {
      const row = this.rowAt(place);
      if (this.columns.isThere(row)) rows.push(row);
    }
    return {
      files: this.files.all,
      agents: this.agents.all,
      documents: this.documents.all,
      columns: this.columns.toBytes(rows),
    };
  }

  /** What came since is sorted, and then merged into the rest from its end: most of it belongs there. */
  #putInOrder(): void {
    const { size } = this.columns;
    if (this.#ordered === size) return;
    if (this.#order.length < size) {
      const order = new Uint32Array(Math.max(4096, size * 2));
      order.set(this.#order);
      this.#order = order;
    }
    const compare = (one: number, other: number): number => this.#compare(one, other);
    const rows = Uint32Array.from({ length: size - this.#ordered }, (_, row) => this.#ordered + row);
    const fresh = rows.toSorted(compare);
    let write = size - 1;
    let left = this.#ordered - 1;
    for (let right = fresh.length - 1; right >= 0; write -= 1) {
      const mine = fresh[right] ?? 0;
      const other = left < 0 ? undefined : this.#order[left];
      if (other !== undefined && compare(other, mine) > 0) {
        this.#order[write] = other;
        left -= 1;
      } else {
        this.#order[write] = mine;
        right -= 1;
      }
    }
    this.#ordered = size;
  }

  #compare(one: number, other: number): number {
    const { columns } = this;
    const byTime = columns.at(one) - columns.at(other);
    if (byTime !== 0) return byTime;
    const file = columns.file(one);
    const otherFile = columns.file(other);
    if (file !== otherFile) return this.files.nameOf(file) < this.files.nameOf(otherFile) ? -1 : 1;
    return columns.start(one) - columns.start(other);
  }
}
