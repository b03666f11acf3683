import { assertNever } from "../base/assert-never.ts";
import type { Group, User } from "./group.ts";
import type { DocumentMeta } from "./meta.ts";
import type { DocumentType } from "./document-type.ts";
import { isPermitted, PERMISSIONS, type GuardedCommand, type Permission } from "./permission.ts";
import { isTerminal, taskKindOf, workflowOf, type Status, type TaskKind } from "./status.ts";
import { targetOf, type Moving } from "./transition.ts";
import { wasApproved } from "./version.ts";

/** What a user can do with a document that is there. */
export const DOCUMENT_ACTIONS = [
  "checkout",
  "checkin",
  "interact",
  "route-review",
  "route-approval",
  "route-retirement",
  "assign",
  "review",
  "approve",
  "reject",
  "withdraw",
  "release",
  "revert",
  "close",
  "cancel",
  "fix",
] as const;
export type DocumentAction = (typeof DOCUMENT_ACTIONS)[number];

/** A document as the rules see it. */
export interface Judged {
  readonly type: DocumentType;
  readonly meta: DocumentMeta;
  /** Which of its files are there. */
  readonly hasDraft: boolean;
  readonly hasEffective: boolean;
}

/** What the rules ask of the project around the document. */
export interface Surroundings {
  /** The group of a user; none for somebody who is not known any more. */
  readonly groupOf: (user: string) => Group | undefined;
  /** Whether the document has children. */
  readonly hasChildren: boolean;
}

/** Why an action is refused. */
export type Reason =
  | { readonly kind: "group"; readonly permission: Permission }
  | { readonly kind: "not-owner"; readonly owner: string }
  | { readonly kind: "terminal"; readonly status: Status }
  | { readonly kind: "no-draft" }
  | { readonly kind: "no-effective" }
  | { readonly kind: "not-found" }
  | { readonly kind: "checked-out"; readonly by: string | undefined }
  | { readonly kind: "not-checked-out" }
  | { readonly kind: "active-workflow"; readonly status: Status; readonly owner: string | undefined }
  | { readonly kind: "not-in-round"; readonly round: TaskKind | undefined; readonly status: Status }
  | { readonly kind: "not-assigned" }
  | { readonly kind: "wrong-status"; readonly status: Status }
  | { readonly kind: "not-executable" }
  | { readonly kind: "not-interactive" }
  | { readonly kind: "no-reviews" }
  | { readonly kind: "updates-requested"; readonly by: string }
  | { readonly kind: "no-quality-review" }
  | { readonly kind: "not-final-approval" }
  | { readonly kind: "never-effective"; readonly version: string }
  | { readonly kind: "was-effective"; readonly version: string }
  | { readonly kind: "has-children" };

export const REASON_KINDS = [
  "group",
  "not-owner",
  "terminal",
  "no-draft",
  "no-effective",
  "not-found",
  "checked-out",
  "not-checked-out",
  "active-workflow",
  "not-in-round",
  "not-assigned",
  "wrong-status",
  "not-executable",
  "not-interactive",
  "no-reviews",
  "updates-requested",
  "no-quality-review",
  "not-final-approval",
  "never-effective",
  "was-effective",
  "has-children",
] as const satisfies readonly Reason["kind"][];

export type Verdict =
  | {
      readonly kind: "allowed";
      /** The status that the document has afterwards, where the action is what changes it. */
      readonly to: Status;
    }
  | { readonly kind: "refused"; readonly reason: Reason };

/** Whether a user may take an action on a document now, and why not. */
export function judge(
  action: DocumentAction,
  user: User,
  document: Judged,
  surroundings: Surroundings,
): Verdict {
  const question = { user, document, ...surroundings };
  const reason = RULES[action].reduce<Reason | undefined>(
    (found, rule) => found ?? rule(question),
    groupReason(action, user),
  );
  return reason === undefined
    ? { kind: "allowed", to: statusAfter(action, document) }
    : { kind: "refused", reason };
}

/** Whether a user's group rules an action out, whatever the document. */
export function groupReason(action: DocumentAction, user: User): Reason | undefined {
  const command = COMMANDS[action];
  const permission = command && PERMISSIONS[command];
  if (permission === undefined || isPermitted(permission, user.group)) return undefined;
  return { kind: "group", permission };
}

/** The command whose permission an action needs; a withdrawal asks for nothing but to be the owner. */
const COMMANDS: Readonly<Record<DocumentAction, GuardedCommand | undefined>> = {
  checkout: "checkout",
  checkin: "checkin",
  interact: "interact",
  "route-review": "route",
  "route-approval": "route",
  "route-retirement": "route",
  assign: "assign",
  review: "review",
  approve: "approve",
  reject: "reject",
  withdraw: undefined,
  release: "release",
  revert: "revert",
  close: "close",
  cancel: "cancel",
  fix: "fix",
};

interface Question extends Surroundings {
  readonly user: User;
  readonly document: Judged;
}

/** One condition: says what speaks against the action, if anything does. */
type Rule = (question: Question) => Reason | undefined;

const RULES: Readonly<Record<DocumentAction, readonly Rule[]>> = {
  checkout: [isNotOver, isThere, isNotCheckedOut, ownsActiveWorkflow],
  checkin: [owns, isCheckedOut, hasDraft],
  interact: [isInteractive, hasDraft, isCheckedOut, ownsCheckout],
  "route-review": [hasDraft, isNotWithAnother, owns, leadsOn("route-review")],
  "route-approval": [hasDraft, isNotWithAnother, owns, passesGate, leadsOn("route-approval")],
  "route-retirement": [
    hasDraft,
    isNotWithAnother,
    owns,
    passesGate,
    leadsOn("route-approval"),
    isFinalApproval,
    hasBeenApproved,
  ],
  assign: [hasDraft, isIn(undefined)],
  review: [hasDraft, isIn("REVIEW"), isAssigned],
  approve: [hasDraft, isIn("APPROVAL"), isAssigned],
  reject: [hasDraft, isIn("APPROVAL"), isAssigned],
  withdraw: [hasDraft, owns, isIn(undefined)],
  release: [hasDraft, owns, isExecutable, leadsOn("release")],
  revert: [hasDraft, owns, leadsOn("revert")],
  close: [isExecutable, isNotOver, hasDraft, owns, leadsOn("close")],
  cancel: [wasNeverApproved, isNotCheckedOut, hasNoChildren],
  fix: [hasEffective, isInForce],
};

function owns({ user, document: { meta } }: Question): Reason | undefined {
  return meta.owner === undefined || meta.owner === user.name
    ? undefined
    : { kind: "not-owner", owner: meta.owner };
}

function isNotOver({ document: { meta } }: Question): Reason | undefined {
  return isTerminal(meta.status) ? { kind: "terminal", status: meta.status } : undefined;
}

function isThere({ document }: Question): Reason | undefined {
  return document.hasDraft || document.hasEffective ? undefined : { kind: "not-found" };
}

function hasDraft({ document }: Question): Reason | undefined {
  return document.hasDraft ? undefined : { kind: "no-draft" };
}

function hasEffective({ document }: Question): Reason | undefined {
  return document.hasEffective ? undefined : { kind: "no-effective" };
}

function isNotCheckedOut({ document: { meta } }: Question): Reason | undefined {
  return meta.isCheckedOut ? { kind: "checked-out", by: meta.owner } : undefined;
}

function isCheckedOut({ document: { meta } }: Question): Reason | undefined {
  return meta.isCheckedOut ? undefined : { kind: "not-checked-out" };
}

/** Whoever has a document checked out is its owner. */
function isNotWithAnother({ user, document: { meta } }: Question): Reason | undefined {
  return meta.isCheckedOut && meta.owner !== user.name ? { kind: "checked-out", by: meta.owner } : undefined;
}

function ownsCheckout({ user, document: { meta } }: Question): Reason | undefined {
  return meta.owner === user.name ? undefined : { kind: "checked-out", by: meta.owner };
}

function ownsActiveWorkflow({ user, document: { meta } }: Question): Reason | undefined {
  return workflowOf(meta.status) === undefined || meta.owner === user.name
    ? undefined
    : { kind: "active-workflow", status: meta.status, owner: meta.owner };
}

/** Whether the document is in a round of this kind, or in any. */
function isIn(kind: TaskKind | undefined): Rule {
  return ({ document: { meta } }) => {
    const workflow = workflowOf(meta.status);
    const isRight = workflow !== undefined && (kind === undefined || taskKindOf(workflow) === kind);
    return isRight ? undefined : { kind: "not-in-round", round: kind, status: meta.status };
  };
}

function isAssigned({ user, document: { meta } }: Question): Reason | undefined {
  return meta.pending.includes(user.name) ? undefined : { kind: "not-assigned" };
}

function isExecutable({ document: { meta } }: Question): Reason | undefined {
  return meta.isExecutable ? undefined : { kind: "not-executable" };
}

function isInteractive({ document: { type } }: Question): Reason | undefined {
  return type.isAttachment === true ? undefined : { kind: "not-interactive" };
}

function leadsOn(trigger: "route-review" | "route-approval" | "release" | "revert" | "close"): Rule {
  return ({ document }) => {
    const moving = trigger.startsWith("route-") ? movingOf(document) : standingOf(document);
    return targetOf(trigger, moving) === undefined
      ? { kind: "wrong-status", status: moving.status }
      : undefined;
  };
}

/** What must have been reviewed, by whom and with which outcome, before anyone is asked to approve. */
function passesGate({ document, groupOf }: Question): Reason | undefined {
  const outcomes = [...afterCheckin(document).outcomes];
  if (outcomes.length === 0) return { kind: "no-reviews" };
  const objection = outcomes.find(([, outcome]) => outcome === "UPDATES_REQUIRED");
  if (objection !== undefined) return { kind: "updates-requested", by: objection[0] };
  return outcomes.some(([name]) => groupOf(name) === "quality") ? undefined : { kind: "no-quality-review" };
}

/** A document is retired in the last of its approvals. */
function isFinalApproval({ document }: Question): Reason | undefined {
  return targetOf("route-approval", movingOf(document)) === "IN_PRE_APPROVAL"
    ? { kind: "not-final-approval" }
    : undefined;
}

function hasBeenApproved({ document: { meta } }: Question): Reason | undefined {
  return wasApproved(meta.version) ? undefined : { kind: "never-effective", version: meta.version };
}

function wasNeverApproved({ document: { meta } }: Question): Reason | undefined {
  return wasApproved(meta.version) ? { kind: "was-effective", version: meta.version } : undefined;
}

function hasNoChildren({ hasChildren }: Question): Reason | undefined {
  return hasChildren ? { kind: "has-children" } : undefined;
}

function isInForce({ document: { meta } }: Question): Reason | undefined {
  return meta.status === "EFFECTIVE" || meta.status === "CLOSED"
    ? undefined
    : { kind: "wrong-status", status: meta.status };
}

/** A document as the transitions see it once it is checked in: routing checks it in first. */
export function movingOf(document: Judged): Moving {
  const standing = standingOf(document);
  const checkedIn = document.meta.isCheckedOut ? targetOf("checkin", standing) : undefined;
  return { ...standing, status: checkedIn ?? standing.status };
}

/** A document as the transitions see it as it stands. */
export function standingOf({ type, meta }: Judged): Moving {
  return { ...meta, isAttachment: type.isAttachment === true };
}

/** The reviews that count: those of a text that was checked in since do not. */
function afterCheckin(document: Judged): Pick<DocumentMeta, "outcomes"> {
  const isReset = movingOf(document).status !== document.meta.status;
  return isReset ? { outcomes: new Map() } : document.meta;
}

/** The status that an allowed action leads to. A review or an approval leads there when it is the last. */
function statusAfter(action: DocumentAction, document: Judged): Status {
  const { meta } = document;
  const moving = standingOf(document);
  // Other programs let a name stand in the list twice.
  const isLast = new Set(meta.pending).size <= 1;
  switch (action) {
    case "checkout": {
      // Out of a round it is taken back first, and then goes on as any document of that status does.
      const status = targetOf("withdraw", moving) ?? meta.status;
      return targetOf("checkout", { ...moving, status }) ?? status;
    }
    case "checkin":
    case "withdraw":
    case "release":
    case "revert":
    case "close":
    case "reject":
      return targetOf(action, moving) ?? meta.status;
    case "route-review":
    case "route-approval":
      return targetOf(action, movingOf(document)) ?? meta.status;
    case "route-retirement":
      return targetOf("route-approval", movingOf(document)) ?? meta.status;
    case "review":
    case "approve":
      return (isLast ? targetOf(action, moving) : undefined) ?? meta.status;
    case "interact":
    case "assign":
    case "cancel":
    case "fix":
      return meta.status;
    default:
      return assertNever(action);
  }
}
