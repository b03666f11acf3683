import { createStore, type StoreApi } from "zustand/vanilla";
import { MOST_NEWS, type News, type NewsChange } from "../../../shared/contract/news.ts";

export interface NewsState {
  /** Whether the hub has told what it has. */
  readonly isKnown: boolean;
  /** In the order in which they came. */
  readonly byId: ReadonlyMap<string, News>;
}

export type NewsStore = StoreApi<NewsState>;

export function noNews(): NewsState {
  return { isKnown: false, byId: new Map() };
}

/** What happened lately that the person may want to hear of. */
export function createNewsStore(): NewsStore {
  return createStore<NewsState>(noNews);
}

/** A snapshot replaces all; a change adds its pieces, or replaces those that are known. */
export function withNewsChange(state: NewsState, { kind, news }: NewsChange): NewsState {
  const byId = kind === "snapshot" ? new Map<string, News>() : new Map(state.byId);
  for (const piece of news) byId.set(piece.id, piece);
  for (const id of byId.keys()) {
    if (byId.size <= MOST_NEWS) break;
    byId.delete(id);
  }
  return { isKnown: true, byId };
}

/** The same changes in fewer: what came one behind the other is one change. */
export function gatheredNews(changes: readonly NewsChange[]): readonly NewsChange[] {
  const gathered: NewsChange[] = [];
  for (const change of changes) {
    const last = gathered.at(-1);
    if (change.kind === "changed" && last?.kind === "changed") {
      gathered[gathered.length - 1] = { kind: "changed", news: [...last.news, ...change.news] };
    } else gathered.push(change);
  }
  return gathered;
}
