import type { Status } from "../../../../shared/qms/status.ts";
import type { ReviewOutcome } from "../../../../shared/qms/request.ts";

/** What a meta file says of its document, as far as it says it rightly; texts can be shown as they are. */
export interface MetaHead {
  readonly id?: string;
  readonly type?: string;
  readonly version?: string;
  readonly status?: Status;
  readonly isExecutable?: boolean;
  readonly owner?: string;
  readonly isCheckedOut: boolean;
  readonly checkedOutDate?: string;
  readonly effectiveVersion?: string;
  readonly pending: readonly string[];
  readonly outcomes: Readonly<Record<string, ReviewOutcome>>;
  readonly problem?: string;
}

/** What a document's text says at its head. */
export interface TextHead {
  readonly title?: string;
  readonly problem?: string;
}

/** One of the files that make up a document. Paths are relative to the project's root. */
export type DocumentFile =
  | {
      readonly role: "meta";
      readonly path: string;
      /** The folder that it lies in, which should be the document's type. */
      readonly type: string;
      readonly mtimeMs: number;
      readonly head: MetaHead;
    }
  | {
      readonly role: "text";
      readonly path: string;
      readonly isDraft: boolean;
      readonly mtimeMs: number;
      readonly head: TextHead;
    }
  | { readonly role: "audit"; readonly path: string; readonly mtimeMs: number }
  | { readonly role: "copy"; readonly path: string; readonly user: string };

export type MetaFile = Extract<DocumentFile, { readonly role: "meta" }>;
export type TextFile = Extract<DocumentFile, { readonly role: "text" }>;
