import type {
  ActivityFilter,
  ActivityId,
  ActivityPage,
  ExportFormat,
} from "../../../../shared/contract/activity.ts";
import type { AgentTimeline } from "../../../../shared/contract/agent-page.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";

/** What the thread of the timeline is given when it starts. */
export interface ActivitySetup {
  /** The project's folder. */
  readonly root: string;
  readonly ledgerFolder: string;
  /** Where the timeline's own files lie. */
  readonly recordFolder: string;
}

/** What may have changed, as a hint: the thread looks for itself. */
export type ActivityHint =
  | { readonly kind: "documents"; readonly documents: readonly string[] }
  | { readonly kind: "ledger" }
  | { readonly kind: "recorded" };

/** Which part of an export is asked for. */
export interface ExportPlace {
  readonly format: ExportFormat;
  readonly filter: ActivityFilter;
  readonly from: ActivityId | undefined;
}

/** What can be asked of the thread, and what it answers. */
export interface ActivityCalls {
  page: {
    readonly input: {
      readonly filter: ActivityFilter;
      readonly limit: number;
      readonly before: ActivityId | undefined;
    };
    readonly output: ActivityPage;
  };
  exported: {
    readonly input: ExportPlace;
    readonly output: { readonly text: string; readonly next: ActivityId | undefined };
  };
  timeline: {
    readonly input: {
      readonly agent: AgentId;
      readonly day: string;
      readonly from: number;
      readonly to: number;
      readonly now: number;
    };
    readonly output: AgentTimeline;
  };
  /** Keeps what was read; answered when that is done. */
  close: { readonly input: Record<string, never>; readonly output: null };
}
export type ActivityCallName = keyof ActivityCalls;

export type ActivityCall = {
  [Name in ActivityCallName]: { readonly name: Name; readonly input: ActivityCalls[Name]["input"] };
}[ActivityCallName];

export type ToActivity =
  | { readonly kind: "call"; readonly id: number; readonly call: ActivityCall }
  /** Nobody waits for the answer any more. */
  | { readonly kind: "cancel"; readonly id: number }
  | { readonly kind: "hint"; readonly hint: ActivityHint }
  /** Whether anybody wants to hear what comes. */
  | { readonly kind: "follow"; readonly isFollowed: boolean };

export type FromActivity =
  /** The answer as JSON: it is written and read several times faster so than as a value that is cloned. */
  | { readonly kind: "answer"; readonly id: number; readonly json: string }
  /** What came, as JSON of entries; a few at a time. */
  | { readonly kind: "added"; readonly json: string }
  /** Something that was told is not there any more, or too much came to tell all of it. */
  | { readonly kind: "reset" };
