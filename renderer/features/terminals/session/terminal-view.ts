import { createStore, type StoreApi } from "zustand/vanilla";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";

export interface FindResult {
  /** The active match, counted from 0; -1 when there are too many to count. */
  readonly index: number;
  readonly count: number;
}

/** What the window shows of a terminal besides its text. It changes seldom; the text never passes through it. */
export interface TerminalView {
  /** The terminal's size, once it is known. */
  readonly size?: TerminalSize;
  /** Another viewer has more room than this pane, and the terminal is as large as theirs. */
  readonly isSizedByOther: boolean;
  /** `live` shows the terminal as it is; `stale` shows what was there when the pipe was lost. */
  readonly phase: "connecting" | "live" | "ended" | "stale";
  /** How many rows at the screen's end were empty when it last came, ended or was lost. */
  readonly emptyRows: number;
  /** The address under the pointer. */
  readonly linkTarget?: string | undefined;
  readonly find?: FindResult | undefined;
}

export type TerminalViewStore = StoreApi<TerminalView>;

export function createTerminalView(): TerminalViewStore {
  return createStore<TerminalView>(() => ({ isSizedByOther: false, phase: "connecting", emptyRows: 0 }));
}
