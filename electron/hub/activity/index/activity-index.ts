import type {
  ActivityEntry,
  ActivityFilter,
  ActivityId,
  ActivityPage,
} from "../../../../shared/contract/activity.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import type { LineSource, SourceFile } from "../sources/line-source.ts";
import { idOf, placeOf } from "./entry-place.ts";
import { EntryIndex } from "./entry-index.ts";
import { FollowedFile, type FileNews, type SavedFile } from "./followed-file.ts";
import { LineBlocks } from "./line-blocks.ts";
import { rowFilter } from "./row-filter.ts";
import type { SavedActivity } from "./saved-index.ts";

/** A page's search reads so many entries before it answers with what it has found. */
const MOST_SEARCHED = 20_000;
/** Beyond this the index would not be small any more; what is left out is the oldest of what was recorded. */
const MOST_ENTRIES = 1_000_000;
const READS_PER_PART = 32;

/** What looking at files has found. */
export interface IndexNews {
  /** The places of entries that were not there before, to be read by `entriesOf`. */
  readonly added: readonly number[];
  /** Whether entries that were told are not there any more. */
  readonly hasLost: boolean;
}

/** Where a walk through the timeline stands. */
export interface WalkOptions {
  readonly filter: ActivityFilter;
  readonly limit: number;
  readonly direction: "back" | "forth";
  /** The entry that it begins behind; without one, at the end that it comes from. */
  readonly from: ActivityId | undefined;
}

/** All that happened, found by its place and read when it is asked for. One piece of work at a time: places move. */
export class ActivityIndex {
  readonly #sources: readonly LineSource[];
  readonly #index: EntryIndex;
  readonly #blocks = new LineBlocks();
  readonly #files = new Map<string, FollowedFile>();
  readonly #byName: (FollowedFile | undefined)[] = [];

  /** Begins with what was kept, where it was; all of it is to be looked at again. */
  constructor(sources: readonly LineSource[], saved?: SavedActivity) {
    this.#sources = sources;
    this.#index = new EntryIndex(saved?.entries);
    for (const state of saved?.files ?? []) {
      const [name] = state;
      const source = sources.find(({ key }) => name.startsWith(`${key}.`));
      const file = source?.fileNamed(name);
      if (source !== undefined && file !== undefined) this.#followed(source, file, state);
    }
  }

  /** What was read, to begin with the next time. */
  save(): SavedActivity {
    return { entries: this.#index.save(), files: [...this.#files.values()].map((file) => file.save()) };
  }

  /** Looks at all files of the sources that are meant, and at those that have come. */
  *lookAtAll(isMeant: (source: LineSource) => boolean): SlicedWork<IndexNews> {
    const seen = new Set<FollowedFile>();
    for (const source of this.#sources.filter(isMeant))
      for (const file of source.list()) {
        seen.add(this.#followed(source, file));
      }
    for (const file of this.#files.values()) if (isMeant(file.source)) seen.add(file);
    return yield* this.#look(seen);
  }

  /** Looks at the files of documents that have changed. */
  *lookAtDocuments(documents: readonly string[]): SlicedWork<IndexNews> {
    const files = this.#sources.flatMap((source) =>
      documents.flatMap((document) =>
        (source.filesOf?.(document) ?? []).map((file) => this.#followed(source, file)),
      ),
    );
    return yield* this.#look(new Set(files));
  }

  /** The entries behind a place, in the direction of the walk, as far as they are meant. */
  *walk({ filter, limit, direction, from }: WalkOptions): SlicedWork<ActivityPage> {
    const index = this.#index;
    const rows = rowFilter(index, filter);
    const step = direction === "back" ? -1 : 1;
    const entries: ActivityEntry[] = [];
    let place = this.#firstPlace(direction, from, rows);
    let last: number | undefined;
    for (let read = 0; place >= rows.from && place < rows.to; place += step) {
      const row = index.rowAt(place);
      if (!rows.isMeant(row)) continue;
      if (entries.length === limit || read === MOST_SEARCHED)
        return { entries, ...(last === undefined ? {} : { next: idOf(index.placeIn(last)) }) };
      last = row;
      read += 1;
      const entry = this.#entry(row);
      if (entry !== undefined && rows.says(entry)) entries.push(entry);
      if (read % READS_PER_PART === 0) yield;
    }
    return { entries };
  }

  /** What entries say that a look has found. */
  entriesOf(rows: readonly number[]): ActivityEntry[] {
    return rows.flatMap((row) => this.#entry(row) ?? []);
  }

  #firstPlace(
    direction: WalkOptions["direction"],
    from: ActivityId | undefined,
    rows: { readonly from: number; readonly to: number },
  ): number {
    if (direction === "back") {
      const end = from === undefined ? rows.to : this.#index.placeOf(placeOf(from));
      return Math.min(rows.to, end) - 1;
    }
    if (from === undefined) return rows.from;
    const at = this.#index.placeOf(placeOf(from));
    const isThere = at < this.#index.length && idOf(this.#index.placeIn(this.#index.rowAt(at))) === from;
    return Math.max(rows.from, isThere ? at + 1 : at);
  }

  *#look(files: ReadonlySet<FollowedFile>): SlicedWork<IndexNews> {
    const added: number[] = [];
    let hasLost = false;
    for (const file of files) {
      if (this.#index.columns.size > MOST_ENTRIES && !file.isKnown) continue;
      const news: FileNews = yield* file.look(this.#index, this.#blocks);
      for (const row of news.added) added.push(row);
      hasLost ||= news.hasLost;
      yield;
    }
    return { added, hasLost };
  }

  #entry(row: number): ActivityEntry | undefined {
    const file = this.#byName[this.#index.columns.file(row)];
    if (file === undefined) return undefined;
    const place = this.#index.placeIn(row);
    const line = this.#blocks
      .read(file.file.path, place.start, this.#index.columns.lengthOf(row))
      .toString("utf8");
    const entry = file.source.read(line, file.file);
    return entry === undefined ? undefined : { ...entry, at: place.at, id: idOf(place) };
  }

  #followed(source: LineSource, file: SourceFile, saved?: SavedFile): FollowedFile {
    const known = this.#files.get(file.path);
    if (known !== undefined) return known;
    const followed = new FollowedFile(source, file, this.#index, saved);
    this.#files.set(file.path, followed);
    this.#byName[this.#index.files.codeOf(file.name)] = followed;
    return followed;
  }
}
