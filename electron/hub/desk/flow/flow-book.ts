import type { Flow } from "../../../../shared/contract/desk.ts";
import { flowFigures } from "../../../../shared/desk/flow-figures.ts";
import { dayOf, flowRecord, type FlowRecord } from "../../../../shared/desk/flow-record.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import { shownLine } from "../../reader/shown-line.ts";
import type { DocumentFiles } from "../thread/document-files.ts";
import { readEvents } from "../thread/read-document.ts";

/** Keeps of each history what the figures are made of. A history that changed is read again, and no other. */
export class FlowBook {
  readonly #root: string;
  readonly #files: DocumentFiles;
  readonly #now: () => number;
  readonly #records = new Map<string, FlowRecord>();
  #read = 0;
  #isBegun = false;

  constructor(root: string, files: DocumentFiles, now: () => number) {
    this.#root = root;
    this.#files = files;
    this.#now = now;
  }

  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Reads all histories. */
  *build(onPart: () => void): SlicedWork {
    this.#isBegun = true;
    for (const id of this.#files.ids) {
      if (!this.#records.has(id)) this.#take(id);
      this.#read += 1;
      onPart();
      yield;
    }
  }

  /** Takes up a history that may have changed. */
  update(id: string): void {
    if (this.#isBegun) this.#take(id);
  }

  figures(): Flow {
    const histories = this.#files.size;
    const { today, days, periods } = flowFigures(this.#records, this.#now());
    return { read: Math.min(this.#read, histories), histories, today, days, periods };
  }

  #take(id: string): void {
    const events = readEvents(this.#root, this.#files, id);
    if (events === undefined) {
      this.#records.delete(id);
      return;
    }
    const record = flowRecord(shownLine(this.#files.typeOf(id), 40), events, dayOf(this.#now()));
    this.#records.set(id, { ...record, recent: record.recent.map(shown) });
  }
}

function shown({ event, user, at, outcome }: FlowRecord["recent"][number]): FlowRecord["recent"][number] {
  return {
    event: shownLine(event, 64),
    user: user === undefined ? undefined : shownLine(user, 64),
    at,
    outcome: outcome === undefined ? undefined : shownLine(outcome, 64),
  };
}
