import { randomUUID } from "node:crypto";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { MOST_NEWS, type News, type ToastOutcome } from "../../../shared/contract/news.ts";
import type { ListDelta, LiveList } from "../lists/live-list.ts";
import { MOST_KEPT, type NewsFile } from "./news-file.ts";
import type { NewPiece } from "./news-words.ts";
import { withOutcome, type NewsLine } from "./news-line.ts";

export interface NewsBookOptions {
  readonly file: NewsFile;
  /** What is kept from earlier, the oldest first. */
  readonly earlier: readonly News[];
  readonly now: () => number;
}

/** All news that are kept; as a list, the latest of them. */
export class NewsBook implements LiveList<News>, Disposable {
  readonly idOf = ({ id }: News): string => id;
  readonly #file: NewsFile;
  readonly #now: () => number;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<ListDelta<News> | "all">());
  readonly onChanged = this.#changed.event;
  /** In the order in which they came. */
  readonly #news: Map<string, News>;
  readonly #claimed = new Set<string>();

  constructor({ file, earlier, now }: NewsBookOptions) {
    this.#file = file;
    this.#now = now;
    this.#news = new Map(earlier.map((piece) => [piece.id, piece]));
  }

  all(): readonly News[] {
    return [...this.#news.values()].slice(-MOST_NEWS);
  }

  /** Whether this was told before, also by an earlier run. */
  knows(kind: News["kind"], about: string): boolean {
    for (const piece of this.#news.values()) if (piece.kind === kind && piece.about === about) return true;
    return false;
  }

  add(pieces: readonly NewPiece[]): void {
    if (pieces.length === 0) return;
    const added = pieces.map((piece): News => ({ ...piece, id: randomUUID(), at: this.#now() }));
    for (const news of added) {
      this.#news.set(news.id, news);
      this.#file.add({ news }, () => [...this.#news.values()]);
    }
    for (const id of this.#news.keys()) {
      if (this.#news.size <= MOST_KEPT) break;
      this.#news.delete(id);
      this.#claimed.delete(id);
    }
    this.#changed.fire({ items: added, removed: [] });
  }

  /** What a piece is about goes by another name now. */
  rename(kind: News["kind"], from: string, to: string): void {
    const piece = [...this.#news.values()].findLast((news) => news.kind === kind && news.about === from);
    if (piece === undefined) return;
    const news = { ...piece, about: to };
    this.#put([news], { news });
  }

  /** Those among these that nobody has claimed, which are claimed now. */
  claim(ids: readonly string[]): string[] {
    const free = [...new Set(ids)].filter((id) => this.#news.has(id) && !this.#claimed.has(id));
    for (const id of free) this.#claimed.add(id);
    return free;
  }

  toasted(ids: readonly string[], outcome: ToastOutcome): void {
    const changed = ids.flatMap((id) => {
      const piece = this.#news.get(id);
      if (piece === undefined) return [];
      const told = withOutcome(piece, outcome);
      return told === piece ? [] : [told];
    });
    if (changed.length === 0) return;
    this.#put(changed, { toasted: changed.map(({ id }) => id), outcome });
  }

  #put(changed: readonly News[], line: NewsLine): void {
    for (const piece of changed) this.#news.set(piece.id, piece);
    this.#file.add(line, () => [...this.#news.values()]);
    this.#changed.fire({ items: changed, removed: [] });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
