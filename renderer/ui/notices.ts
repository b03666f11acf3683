import { createStore, type StoreApi } from "zustand/vanilla";

export interface Notice {
  readonly id: number;
  readonly sentence: string;
}

export interface NoticesState {
  readonly notices: readonly Notice[];
}

export type NoticesStore = StoreApi<NoticesState>;

/** More than these would cover the terminal; the oldest goes. */
const MOST_NOTICES = 3;

/** What went wrong with something the person asked for, until they dismiss it. */
export function createNoticesStore(): NoticesStore {
  return createStore<NoticesState>(() => ({ notices: [] }));
}

/** A sentence that already stands there is not said twice. */
export function withNotice(state: NoticesState, sentence: string): NoticesState {
  const others = state.notices.filter((notice) => notice.sentence !== sentence);
  const id = Math.max(0, ...state.notices.map((notice) => notice.id)) + 1;
  return { notices: [...others, { id, sentence }].slice(-MOST_NOTICES) };
}

export function withoutNotice(state: NoticesState, id: number): NoticesState {
  return { notices: state.notices.filter((notice) => notice.id !== id) };
}
