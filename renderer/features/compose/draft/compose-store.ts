import { createStore, type StoreApi } from "zustand/vanilla";
import type { Outbox } from "../sent/outbox.ts";
import { emptyDraft, isEmptyDraft, type Draft } from "./draft.ts";

/** What was just done to a draft, and how it was before. */
export interface Undo {
  readonly sentence: string;
  readonly draft: Draft;
}

export interface ComposeState {
  readonly isOpen: boolean;
  /** Grows each time that the panel should have the focus. */
  readonly focusRequests: number;
  /** All that is being written, by id. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The one that is seen. */
  readonly current: Draft;
  readonly undo?: Undo | undefined;
  /** What is sent, or was sent just now: it is seen in place of the draft. */
  readonly outbox?: Outbox | undefined;
}

export type ComposeStore = StoreApi<ComposeState>;

/** What another is begun with. */
export type Beginning = Partial<Pick<Draft, "to" | "subject" | "body">>;

export function createComposeStore(id: string, now: number): ComposeStore {
  return createStore<ComposeState>(() => composeOf([], id, now));
}

/** With the drafts that were kept; the one that was written last is seen. */
export function composeOf(drafts: readonly Draft[], id: string, now: number): ComposeState {
  const latest = drafts.toSorted((one, other) => other.changedAt - one.changedAt)[0];
  return {
    isOpen: false,
    focusRequests: 0,
    drafts: new Map(drafts.map((draft) => [draft.id, draft])),
    current: latest ?? emptyDraft(id, now),
  };
}

/** Opens the panel, with what is being written. */
export function withOpen(state: ComposeState): ComposeState {
  return { ...state, isOpen: true, focusRequests: state.focusRequests + 1 };
}

/** Closes the panel: what is written stays, and what was sent is put away. */
export function withClosed(state: ComposeState, id: string, now: number): ComposeState {
  const closed = { ...state, isOpen: false, undo: undefined };
  const isOver = state.outbox?.letters.every((letter) => letter.state.kind === "sent") === true;
  return isOver ? { ...closed, outbox: undefined, current: emptyDraft(id, now) } : closed;
}

/** Goes from what was sent back to what is left to be sent. */
export function withOutboxLeft(state: ComposeState): ComposeState {
  return withOpen({ ...state, outbox: undefined });
}

/** Begins another message; what is being written stays among the drafts. */
export function withAnother(
  state: ComposeState,
  id: string,
  now: number,
  beginning: Beginning = {},
): ComposeState {
  return withOpen({
    ...state,
    outbox: undefined,
    undo: undefined,
    current: { ...emptyDraft(id, now), ...beginning },
  });
}

/** Goes on with a draft. */
export function withCurrent(state: ComposeState, id: string): ComposeState {
  const draft = state.drafts.get(id);
  return draft === undefined
    ? state
    : withOpen({ ...state, current: draft, outbox: undefined, undo: undefined });
}

/** What is seen is another now. What is empty is no draft. */
export function withDraft(state: ComposeState, draft: Draft, undo?: Undo): ComposeState {
  const drafts = new Map(state.drafts);
  if (isEmptyDraft(draft)) drafts.delete(draft.id);
  else drafts.set(draft.id, draft);
  return { ...state, drafts, current: draft, undo };
}

/** Throws what is seen away, and begins anew; it can be had back. */
export function withDiscarded(state: ComposeState, id: string, now: number): ComposeState {
  const drafts = new Map(state.drafts);
  drafts.delete(state.current.id);
  const undo = isEmptyDraft(state.current)
    ? undefined
    : { sentence: "The draft was discarded.", draft: state.current };
  return { ...state, drafts, current: emptyDraft(id, now), undo, focusRequests: state.focusRequests + 1 };
}

/** Takes back what was just done. */
export function withUndone(state: ComposeState): ComposeState {
  if (state.undo === undefined) return state;
  return withOpen(withDraft(state, state.undo.draft));
}

/** A draft that was kept by another window, or is gone there. */
export function withKept(state: ComposeState, id: string, draft: Draft | undefined): ComposeState {
  // What is being written here counts here.
  if (state.isOpen && state.current.id === id) return state;
  const drafts = new Map(state.drafts);
  if (draft === undefined) drafts.delete(id);
  else drafts.set(id, draft);
  return {
    ...state,
    drafts,
    current: state.current.id === id && draft !== undefined ? draft : state.current,
  };
}
