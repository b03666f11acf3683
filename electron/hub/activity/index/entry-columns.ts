import { ACTIVITY_KINDS } from "../../../../shared/activity/activity-kinds.ts";
import type { ActivityKind } from "../../../../shared/contract/activity.ts";

/** The numbers that are kept of an entry. */
export interface EntryNumbers {
  readonly at: number;
  readonly file: number;
  readonly start: number;
  readonly length: number;
  readonly kind: ActivityKind;
  readonly agent: number;
  readonly document: number;
}

const FIRST_CAPACITY = 4096;
const GONE = 255;
/** What one entry takes: a time, five whole numbers, and its kind. */
const ROW_BYTES = 8 + 5 * 4 + 1;

/** The numbers of all entries, each in a column of its own: some thirty bytes an entry, and nothing to collect. */
export class EntryColumns {
  #size = 0;
  #at = new Float64Array(FIRST_CAPACITY);
  #file = new Uint32Array(FIRST_CAPACITY);
  #start = new Uint32Array(FIRST_CAPACITY);
  #length = new Uint32Array(FIRST_CAPACITY);
  #agent = new Uint32Array(FIRST_CAPACITY);
  #document = new Uint32Array(FIRST_CAPACITY);
  #kind = new Uint8Array(FIRST_CAPACITY);

  get size(): number {
    return this.#size;
  }

  add({ at, file, start, length, kind, agent, document }: EntryNumbers): number {
    const row = this.#size;
    if (row === this.#at.length) this.#resize(row * 2);
    this.#size += 1;
    this.#at[row] = at;
    this.#file[row] = file;
    this.#start[row] = start;
    this.#length[row] = length;
    this.#agent[row] = agent;
    this.#document[row] = document;
    this.#kind[row] = ACTIVITY_KINDS.indexOf(kind);
    return row;
  }

  forget(row: number): void {
    this.#kind[row] = GONE;
  }

  isThere(row: number): boolean {
    return this.#kind[row] !== GONE;
  }

  at(row: number): number {
    return this.#at[row] ?? 0;
  }

  file(row: number): number {
    return this.#file[row] ?? 0;
  }

  start(row: number): number {
    return this.#start[row] ?? 0;
  }

  lengthOf(row: number): number {
    return this.#length[row] ?? 0;
  }

  agent(row: number): number {
    return this.#agent[row] ?? 0;
  }

  document(row: number): number {
    return this.#document[row] ?? 0;
  }

  kind(row: number): ActivityKind {
    return ACTIVITY_KINDS[this.#kind[row] ?? 0] ?? "problem";
  }

  /** These rows, one column after another. */
  toBytes(rows: readonly number[]): Buffer {
    const columns = [
      this.#at,
      this.#file,
      this.#start,
      this.#length,
      this.#agent,
      this.#document,
      this.#kind,
    ];
    return Buffer.concat(
      columns.map((column) => {
        const picked = column.slice(0, rows.length);
        for (const [place, row] of rows.entries()) picked[place] = column[row] ?? 0;
        return Buffer.from(picked.buffer, picked.byteOffset, picked.byteLength);
      }),
    );
  }

  /** Columns from their bytes; nothing where they do not hold whole entries. */
  static fromBytes(bytes: Uint8Array): EntryColumns | undefined {
    const size = bytes.byteLength / ROW_BYTES;
    if (!Number.isInteger(size)) return undefined;
    // Of a buffer of its own, so that each column begins where its numbers may.
    const own = new Uint8Array(bytes).buffer;
    const columns = new EntryColumns();
    columns.#size = size;
    columns.#at = new Float64Array(own, 0, size).slice();
    columns.#file = new Uint32Array(own, 8 * size, size).slice();
    columns.#start = new Uint32Array(own, 12 * size, size).slice();
    columns.#length = new Uint32Array(own, 16 * size, size).slice();
    columns.#agent = new Uint32Array(own, 20 * size, size).slice();
    columns.#document = new Uint32Array(own, 24 * size, size).slice();
    columns.#kind = new Uint8Array(own, 28 * size, size).slice();
    if (size < FIRST_CAPACITY) columns.#resize(FIRST_CAPACITY);
    return columns;
  }

  #resize(capacity: number): void {
    this.#at = grown(this.#at, new Float64Array(capacity));
    this.#file = grown(this.#file, new Uint32Array(capacity));
    this.#start = grown(this.#start, new Uint32Array(capacity));
    this.#length = grown(this.#length, new Uint32Array(capacity));
    this.#agent = grown(this.#agent, new Uint32Array(capacity));
    this.#document = grown(this.#document, new Uint32Array(capacity));
    this.#kind = grown(this.#kind, new Uint8Array(capacity));
  }
}

function grown<T extends { set(values: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
