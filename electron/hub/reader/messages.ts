import type { FileProblem } from "../../../shared/contract/inbox.ts";
import type { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { TextChoice } from "./documents/document-texts.ts";
import type { History } from "./documents/read-history.ts";
import type { LiveFigures } from "./folders/live-folders.ts";
import type { ArchivedItems, ArchiveSearch, LastMessage } from "./inbox/archive.ts";
import type { InboxDelta } from "./inbox/inboxes.ts";

/** What a reader's thread is given when it starts. */
export interface ReaderSetup {
  /** The project's folder. */
  readonly root: string;
  /** Where what was read is kept for the next start. */
  readonly indexFile: string;
  /** Whether to begin with what was kept the last time. */
  readonly usesIndex: boolean;
  readonly mostWatches: number;
  readonly sweepMs: number;
}

/** Changes, told in order, few enough at a time to be taken up at once. */
export interface ReaderBatch {
  readonly documents: readonly DocumentView[];
  readonly removedDocuments: readonly string[];
  /** All problems of files that belong to no document, where they changed. */
  readonly problems?: readonly FileProblem[];
  readonly inbox?: InboxDelta;
  /** Whether everything that was there at the start has been told. */
  readonly isComplete: boolean;
}

/** What can be asked of the thread, and what it answers. */
export interface ReaderCalls {
  archived: {
    readonly input: ArchiveSearch;
    readonly output: ArchivedItems;
  };
  /** When users wrote to users last, by the names of what is archived. */
  archivedMessages: {
    readonly input: Record<string, never>;
    readonly output: readonly LastMessage[];
  };
  page: {
    readonly input: { readonly id: string; readonly user: string };
    readonly output: DocumentPage | undefined;
  };
  text: {
    readonly input: TextChoice & { readonly id: string };
    readonly output: DocumentBody | undefined;
  };
  readItem: {
    readonly input: { readonly agent: string; readonly id: string; readonly archivedOn?: string };
    readonly output: string | undefined;
  };
  history: {
    readonly input: { readonly id: string; readonly limit: number };
    readonly output: History;
  };
  refresh: { readonly input: Record<string, never>; readonly output: null };
  figures: { readonly input: Record<string, never>; readonly output: LiveFigures };
  /** Keeps what was read, and ends the thread. */
  close: { readonly input: Record<string, never>; readonly output: null };
}
export type ReaderCallName = keyof ReaderCalls;

export type ToReader =
  | { readonly kind: "call"; readonly id: number; readonly call: ReaderCall }
  /** A batch has been taken up. */
  | { readonly kind: "taken" };

export type ReaderCall = {
  [Name in ReaderCallName]: { readonly name: Name; readonly input: ReaderCalls[Name]["input"] };
}[ReaderCallName];

export type FromReader =
  /** A batch, as JSON: it is written and read several times faster so than as a value that is cloned. */
  | { readonly kind: "batch"; readonly json: string }
  | { readonly kind: "answer"; readonly id: number; readonly output: unknown }
  | {
      readonly kind: "log";
      readonly level: "warn" | "debug";
      readonly message: string;
      readonly fields: object;
    };
