import { createStore, type StoreApi } from "zustand/vanilla";
import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { ReplyDraft } from "./reply-draft.ts";

export interface AttentionState {
  /** False until the hub has told: an empty list is not yet "nothing waits". */
  readonly isKnown: boolean;
  /** What waits for the person, the oldest first. */
  readonly entries: readonly Attention[];
  /** Those that were answered or dismissed, until they leave the list. */
  readonly answering: ReadonlySet<string>;
  /** Why an answer was not taken. */
  readonly refusals: ReadonlyMap<string, string>;
  /** What the person writes as the reason of a denial, while they do. */
  readonly reasons: ReadonlyMap<string, string>;
  /** What the person has chosen and written as answers to questions, in the order of these, until they are sent. */
  readonly drafts: ReadonlyMap<string, readonly ReplyDraft[]>;
  /** What became of something that left the list while the person was about to answer it. */
  readonly aftermath?: string | undefined;
  /** What was dismissed last, and can be brought back. */
  readonly undo?: DismissUndo | undefined;
}

/** Something that was dismissed, with the way back. */
export interface DismissUndo {
  readonly id: string;
  readonly title: string;
  /** Why it was not brought back, where that was tried. */
  readonly refusal?: string | undefined;
}

export type AttentionStore = StoreApi<AttentionState>;

/** Somebody at the agent's terminal was first. */
export const ANSWERED_ELSEWHERE = "It was answered in the terminal.";

export function noAttention(): AttentionState {
  return {
    isKnown: false,
    entries: [],
    answering: new Set(),
    refusals: new Map(),
    reasons: new Map(),
    drafts: new Map(),
  };
}

/** All that waits for the person in the open project. */
export function createAttentionStore(): AttentionStore {
  return createStore<AttentionState>(noAttention);
}

/** The list as it is now: what was under way about those that left it is over. */
export function withEntries(state: AttentionState, entries: readonly Attention[]): AttentionState {
  const ids = new Set(entries.map(({ id }) => id));
  const isThere = (id: string): boolean => ids.has(id);
  const overtaken = state.entries.find(
    ({ id }) => !isThere(id) && (state.reasons.has(id) || state.drafts.has(id)) && !state.answering.has(id),
  );
  return {
    isKnown: true,
    entries,
    answering: new Set([...state.answering].filter(isThere)),
    refusals: new Map([...state.refusals].filter(([id]) => isThere(id))),
    reasons: new Map([...state.reasons].filter(([id]) => isThere(id))),
    drafts: new Map([...state.drafts].filter(([id]) => isThere(id))),
    undo: state.undo,
    aftermath: overtaken === undefined ? state.aftermath : `${whoOf(overtaken)}: ${ANSWERED_ELSEWHERE}`,
  };
}

/** An answer is on its way. */
export function withAnswering(state: AttentionState, id: string): AttentionState {
  const refusals = new Map(state.refusals);
  refusals.delete(id);
  return { ...state, answering: new Set(state.answering).add(id), refusals, aftermath: undefined };
}

/** An answer was not taken. Where its entry is gone already, that is said beside the list. */
export function withRefusal(state: AttentionState, entry: Attention, sentence: string): AttentionState {
  const answering = new Set(state.answering);
  answering.delete(entry.id);
  if (!state.entries.some(({ id }) => id === entry.id)) {
    return { ...state, answering, aftermath: `${whoOf(entry)}: ${sentence}` };
  }
  return { ...state, answering, refusals: new Map(state.refusals).set(entry.id, sentence) };
}

/** The reason of a denial as it is being written; absent when the person does not deny after all. */
export function withReason(state: AttentionState, id: string, reason: string | undefined): AttentionState {
  const reasons = new Map(state.reasons);
  if (reason === undefined) reasons.delete(id);
  else reasons.set(id, reason);
  return { ...state, reasons };
}

/** The answers to questions as they are being chosen and written. */
export function withDraft(state: AttentionState, id: string, draft: readonly ReplyDraft[]): AttentionState {
  return { ...state, drafts: new Map(state.drafts).set(id, draft) };
}

/** It was tried to bring back what was dismissed last: it comes with the next list, or it was refused. */
export function withRestored(state: AttentionState, id: string, refusal: string | undefined): AttentionState {
  if (state.undo?.id !== id) return state;
  if (refusal !== undefined) return { ...state, undo: { ...state.undo, refusal } };
  // It may come back before it was seen to leave.
  const answering = new Set(state.answering);
  answering.delete(id);
  return { ...state, answering, undo: undefined };
}

export function withoutAftermath(state: AttentionState): AttentionState {
  return state.aftermath === undefined ? state : { ...state, aftermath: undefined };
}

/** Whose it is: an agent's, an inbox's that no agent reads, or nobody's in particular. */
export function whoOf(entry: Attention): string {
  switch (entry.kind) {
    case "undeliverable":
      return entry.user;
    case "ledger":
      return "Quorum";
    case "permission":
    case "question":
    case "login":
    case "trust":
    case "failure":
    case "tools":
    case "exposed":
      return entry.agent;
    default:
      return assertNever(entry);
  }
}
