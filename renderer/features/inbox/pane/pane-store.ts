import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import type { ThreadEntry } from "../thread/thread-entry.ts";
import type { Asked } from "./asked.ts";

export interface Archive {
  /** The latest first. */
  readonly items: readonly InboxItem[];
  /** How many there are in all. */
  readonly total: number;
}

/** What of an archive is looked for; days are written as in the archive, and empty where any will do. */
export interface ArchiveSearch {
  readonly query: string;
  readonly from: string;
  readonly to: string;
}

export const NO_SEARCH: ArchiveSearch = { query: "", from: "", to: "" };

export interface PaneState {
  /** Whose inbox is open; absent while none is. */
  readonly agent?: AgentId | undefined;
  /** Whether the archive is seen, and not the inbox. */
  readonly isArchiveShown: boolean;
  readonly archive: Asked<Archive>;
  readonly search: ArchiveSearch;
  /** The item that is read, and its text. It stays also when the item leaves the inbox. */
  readonly opened?: { readonly item: InboxItem; readonly text: Asked<string> } | undefined;
  /** The other messages of the thread of the item that is read. */
  readonly thread: readonly ThreadEntry[];
  /** Items that are being archived. */
  readonly archiving: ReadonlySet<string>;
  /** Why an item was not archived. */
  readonly refusals: ReadonlyMap<string, string>;
  /** What was archived last, and can be put back. */
  readonly undo?: ArchiveUndo | undefined;
}

/** Something that was archived: by its name there, with the way back. */
export interface ArchiveUndo {
  readonly title: string;
  readonly item: string;
  readonly date: string;
  /** Why it was not put back, where that was tried. */
  readonly refusal?: string | undefined;
}

export type PaneStore = StoreApi<PaneState>;

const LOADING = { kind: "loading" } as const;
const NO_THREAD: readonly ThreadEntry[] = [];

/** The pane of an inbox that was just opened. */
export function freshPane(agent?: AgentId): PaneState {
  return {
    agent,
    isArchiveShown: false,
    archive: LOADING,
    search: NO_SEARCH,
    thread: NO_THREAD,
    archiving: new Set(),
    refusals: new Map(),
  };
}

export function createPaneStore(): PaneStore {
  return createStore<PaneState>(() => freshPane());
}

/** An item and its archived copies have one name: the day tells them apart. */
export function isSameItem(one: InboxItem | undefined, other: InboxItem | undefined): boolean {
  return one?.id === other?.id && one?.archivedOn === other?.archivedOn;
}

/** Opens an item, whose text is on its way; without one, closes what was open. One that is read again keeps its text. */
export function withOpened(state: PaneState, item: InboxItem | undefined): PaneState {
  const known = isSameItem(state.opened?.item, item) ? state.opened?.text : undefined;
  const thread = known === undefined ? NO_THREAD : state.thread;
  return { ...state, opened: item && { item, text: known ?? LOADING }, thread };
}

/** The text of an item, if it is still the one that is read. */
export function withText(state: PaneState, item: InboxItem, text: Asked<string>): PaneState {
  if (!isSameItem(state.opened?.item, item)) return state;
  return { ...state, opened: { item, text } };
}

/** The thread of an item, if it is still the one that is read. */
export function withThread(state: PaneState, item: InboxItem, thread: readonly ThreadEntry[]): PaneState {
  return isSameItem(state.opened?.item, item) ? { ...state, thread } : state;
}

/** Shows the archive, or the inbox again. */
export function withArchiveShown(state: PaneState, isArchiveShown: boolean): PaneState {
  if (state.isArchiveShown === isArchiveShown) return state;
  return {
    ...state,
    isArchiveShown,
    opened: undefined,
    thread: NO_THREAD,
    archive: LOADING,
    search: NO_SEARCH,
  };
}

export function withArchiving(state: PaneState, id: string): PaneState {
  const refusals = new Map(state.refusals);
  refusals.delete(id);
  return { ...state, archiving: new Set(state.archiving).add(id), refusals };
}

/** An archiving that was answered: done, or refused with a sentence. */
export function withArchived(state: PaneState, id: string, refusal?: string): PaneState {
  const archiving = new Set(state.archiving);
  archiving.delete(id);
  const refusals = new Map(state.refusals);
  if (refusal !== undefined) refusals.set(id, refusal);
  return { ...state, archiving, refusals };
}
