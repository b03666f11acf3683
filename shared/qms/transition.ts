import type { DocumentMeta } from "./meta.ts";
import type { Status } from "./status.ts";

/** What moves a document from one status to another. Reviews and approvals move it when the last one is in. */
export type Trigger =
  | "route-review"
  | "route-approval"
  | "review"
  | "approve"
  | "reject"
  | "withdraw"
  | "release"
  | "revert"
  | "close"
  | "checkin"
  | "checkout";

/** Which documents a row is for, where the status alone does not say it. */
type Sort = "document" | "before-release" | "after-release" | "executable" | "attachment" | "retiring";

export interface Transition {
  readonly trigger: Trigger;
  readonly from: Status;
  readonly to: Status;
  readonly only?: Sort;
}

/**
 * Every way in which a document changes its status. Rows that name a sort of document stand before those that hold for
 * all; a withdrawal has the same rows whether it is asked for or comes with a checkout.
 */
const TRANSITIONS: readonly Transition[] = [
  { trigger: "route-review", from: "DRAFT", to: "IN_REVIEW", only: "document" },
  { trigger: "route-review", from: "DRAFT", to: "IN_PRE_REVIEW", only: "before-release" },
  { trigger: "route-review", from: "DRAFT", to: "IN_POST_REVIEW", only: "after-release" },
  { trigger: "route-review", from: "IN_EXECUTION", to: "IN_POST_REVIEW", only: "executable" },

  { trigger: "review", from: "IN_REVIEW", to: "REVIEWED" },
  { trigger: "review", from: "IN_PRE_REVIEW", to: "PRE_REVIEWED" },
  { trigger: "review", from: "IN_POST_REVIEW", to: "POST_REVIEWED" },

  { trigger: "route-approval", from: "REVIEWED", to: "IN_APPROVAL" },
  { trigger: "route-approval", from: "PRE_REVIEWED", to: "IN_PRE_APPROVAL" },
  { trigger: "route-approval", from: "POST_REVIEWED", to: "IN_POST_APPROVAL" },

  { trigger: "approve", from: "IN_APPROVAL", to: "RETIRED", only: "retiring" },
  { trigger: "approve", from: "IN_POST_APPROVAL", to: "RETIRED", only: "retiring" },
  { trigger: "approve", from: "IN_APPROVAL", to: "EFFECTIVE" },
  { trigger: "approve", from: "IN_PRE_APPROVAL", to: "PRE_APPROVED" },
  { trigger: "approve", from: "IN_POST_APPROVAL", to: "POST_APPROVED" },

  { trigger: "reject", from: "IN_APPROVAL", to: "REVIEWED" },
  { trigger: "reject", from: "IN_PRE_APPROVAL", to: "PRE_REVIEWED" },
  { trigger: "reject", from: "IN_POST_APPROVAL", to: "POST_REVIEWED" },

  { trigger: "withdraw", from: "IN_REVIEW", to: "DRAFT" },
  { trigger: "withdraw", from: "IN_APPROVAL", to: "REVIEWED" },
  { trigger: "withdraw", from: "IN_PRE_REVIEW", to: "DRAFT" },
  { trigger: "withdraw", from: "IN_PRE_APPROVAL", to: "PRE_REVIEWED" },
  { trigger: "withdraw", from: "IN_POST_REVIEW", to: "IN_EXECUTION" },
  { trigger: "withdraw", from: "IN_POST_APPROVAL", to: "POST_REVIEWED" },

  { trigger: "release", from: "PRE_APPROVED", to: "IN_EXECUTION", only: "executable" },
  { trigger: "revert", from: "POST_REVIEWED", to: "IN_EXECUTION" },

  { trigger: "close", from: "DRAFT", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "IN_PRE_REVIEW", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "PRE_REVIEWED", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "IN_PRE_APPROVAL", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "PRE_APPROVED", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "IN_EXECUTION", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "IN_POST_REVIEW", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "POST_REVIEWED", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "IN_POST_APPROVAL", to: "CLOSED", only: "attachment" },
  { trigger: "close", from: "POST_APPROVED", to: "CLOSED", only: "executable" },

  { trigger: "checkin", from: "REVIEWED", to: "DRAFT" },
  { trigger: "checkin", from: "PRE_REVIEWED", to: "DRAFT" },

  { trigger: "checkout", from: "EFFECTIVE", to: "DRAFT" },
  { trigger: "checkout", from: "PRE_APPROVED", to: "DRAFT" },
  { trigger: "checkout", from: "POST_REVIEWED", to: "IN_EXECUTION" },
];

/** What decides which rows are for a document. */
export interface Moving {
  readonly status: Status;
  readonly isExecutable: boolean;
  readonly phase: DocumentMeta["phase"];
  readonly isRetiring: boolean;
  readonly isAttachment: boolean;
}

/** Where a trigger moves a document; `undefined` where there is no way. */
export function targetOf(trigger: Trigger, document: Moving): Status | undefined {
  return TRANSITIONS.find(
    (row) => row.trigger === trigger && row.from === document.status && isFor(row.only, document),
  )?.to;
}

/** What of a document never changes, and decides which ways it has at all. */
export type DocumentKind = Pick<Moving, "isExecutable" | "isAttachment">;

/** Every row that may move a document of a kind at some time; a draft is one that was not released. */
export function transitionsOf(kind: DocumentKind): readonly Transition[] {
  const phase = kind.isAttachment ? "post_release" : "pre_release";
  return TRANSITIONS.filter(({ only, from }) =>
    [false, true].some((isRetiring) => isFor(only, { ...kind, status: from, phase, isRetiring })),
  );
}

function isFor(only: Sort | undefined, { isExecutable, phase, isAttachment, isRetiring }: Moving): boolean {
  switch (only) {
    case undefined:
      return true;
    case "document":
      return !isExecutable;
    case "executable":
      return isExecutable;
    case "before-release":
      return isExecutable && phase === "pre_release";
    case "after-release":
      return isExecutable && phase === "post_release";
    case "attachment":
      return isAttachment;
    case "retiring":
      return isRetiring;
  }
}
