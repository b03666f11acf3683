import { isStatus, type Status } from "./status.ts";
import { parseVersion } from "./version.ts";
import type { ReviewOutcome } from "./request.ts";

export type Phase = "pre_release" | "post_release";

/** The state of a document's workflow. */
export interface DocumentMeta {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly status: Status;
  readonly isExecutable: boolean;
  /** Whether an executable document has been released; none for the others. */
  readonly phase: Phase | undefined;
  readonly owner: string | undefined;
  readonly isCheckedOut: boolean;
  readonly checkedOutDate: string | undefined;
  readonly effectiveVersion: string | undefined;
  /** Who still has to review or approve. */
  readonly pending: readonly string[];
  readonly outcomes: ReadonlyMap<string, ReviewOutcome>;
  /** Whether the round of approval that it is in retires it. */
  readonly isRetiring: boolean;
  /** The file as it is: keys that mean nothing to us, and the order of all, outlive every change. */
  readonly fields: MetaFields;
}

export type MetaFields = Readonly<Record<string, unknown>>;

/** What a change sets; a key of `undefined` is taken out. */
export type MetaChange = Partial<Record<keyof StoredMeta, unknown>>;

/** The keys of the file that the workflow reads or writes. */
interface StoredMeta {
  doc_id: string;
  doc_type: string;
  version: string;
  status: Status;
  executable: boolean;
  execution_phase: Phase | null;
  responsible_user: string | null;
  checked_out: boolean;
  checked_out_date: string | null;
  effective_version: string | null;
  pending_assignees: readonly string[];
  pending_reviewers: readonly string[];
  completed_reviewers: readonly string[];
  review_outcomes: Readonly<Record<string, ReviewOutcome>>;
  retiring: true;
}

export interface NewDocument {
  readonly id: string;
  readonly type: string;
  readonly isExecutable: boolean;
  readonly isAttachment: boolean;
  readonly creator: string;
  /** The local date. */
  readonly today: string;
}

/** Where a document begins: an attachment is born in execution. */
export function firstStatus(isAttachment: boolean): Status {
  return isAttachment ? "IN_EXECUTION" : "DRAFT";
}

/** The state of a document at its creation. */
export function newMeta({ id, type, isExecutable, isAttachment, creator, today }: NewDocument): DocumentMeta {
  const phase: Phase = isAttachment ? "post_release" : "pre_release";
  return read({
    doc_id: id,
    doc_type: type,
    version: isAttachment ? "1.0" : "0.1",
    status: firstStatus(isAttachment),
    executable: isExecutable,
    execution_phase: isExecutable ? phase : null,
    responsible_user: creator,
    checked_out: true,
    checked_out_date: today,
    effective_version: null,
    pending_assignees: [],
  });
}

/** The state after a change; keys that were not there before go to the end. */
export function changeMeta(meta: DocumentMeta, change: MetaChange): DocumentMeta {
  const fields: Record<string, unknown> = { ...meta.fields };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) delete fields[key];
    else fields[key] = value;
  }
  return read(fields);
}

export function metaText(meta: DocumentMeta): string {
  return JSON.stringify(meta.fields, null, 2);
}

export type ParsedMeta =
  | { readonly kind: "meta"; readonly meta: DocumentMeta }
  | { readonly kind: "problem"; readonly problem: string };

/** Reads a meta file; says what is wrong with it where it cannot be used. */
export function parseMeta(text: string): ParsedMeta {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem("it is not complete JSON");
  }
  if (!isFields(json)) return problem("it holds no JSON object");
  for (const [key, isRight] of REQUIRED) {
    if (!(key in json)) return problem(`it has no ${key}`);
    if (!isRight(json[key])) return problem(`its ${key} is not as it should be`);
  }
  return { kind: "meta", meta: read(json) };
}

function problem(text: string): ParsedMeta {
  return { kind: "problem", problem: text };
}

const REQUIRED: readonly (readonly [string, (value: unknown) => boolean])[] = [
  ["doc_id", isText],
  ["doc_type", isText],
  ["version", (value) => isText(value) && parseVersion(value) !== undefined],
  ["status", (value) => isText(value) && isStatus(value)],
  ["executable", (value) => typeof value === "boolean"],
  ["responsible_user", (value) => value === null || isText(value)],
  ["checked_out", (value) => typeof value === "boolean"],
  ["pending_assignees", (value) => Array.isArray(value) && value.every(isText)],
];

/** The fields have been checked before, or are our own. */
function read(fields: MetaFields): DocumentMeta {
  const { status: rawStatus, executable, pending_assignees: pending, review_outcomes: outcomes } = fields;
  const status: Status = isText(rawStatus) && isStatus(rawStatus) ? rawStatus : "DRAFT";
  const isExecutable = executable === true;
  return {
    id: textOf(fields["doc_id"]) ?? "",
    type: textOf(fields["doc_type"]) ?? "",
    version: textOf(fields["version"]) ?? "0.1",
    status,
    isExecutable,
    phase: phaseOf(fields["execution_phase"], status, isExecutable),
    owner: textOf(fields["responsible_user"]),
    isCheckedOut: fields["checked_out"] === true,
    checkedOutDate: textOf(fields["checked_out_date"]),
    effectiveVersion: textOf(fields["effective_version"]),
    pending: Array.isArray(pending) ? pending.filter(isText) : [],
    outcomes: outcomesOf(outcomes),
    isRetiring: fields["retiring"] === true,
    fields,
  };
}

const RELEASED: ReadonlySet<Status> = new Set([
  "IN_EXECUTION",
  "IN_POST_REVIEW",
  "POST_REVIEWED",
  "IN_POST_APPROVAL",
  "POST_APPROVED",
  "CLOSED",
]);

/** Old files do not say the phase: then the status does. */
function phaseOf(stored: unknown, status: Status, isExecutable: boolean): Phase | undefined {
  if (!isExecutable) return undefined;
  if (stored === "pre_release" || stored === "post_release") return stored;
  return RELEASED.has(status) ? "post_release" : "pre_release";
}

function outcomesOf(stored: unknown): ReadonlyMap<string, ReviewOutcome> {
  if (!isFields(stored)) return new Map();
  return new Map(
    Object.entries(stored).filter((entry): entry is [string, ReviewOutcome] => isOutcome(entry[1])),
  );
}

function isOutcome(value: unknown): value is ReviewOutcome {
  return value === "RECOMMEND" || value === "UPDATES_REQUIRED";
}

function isFields(value: unknown): value is MetaFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function textOf(value: unknown): string | undefined {
  return isText(value) && value !== "" ? value : undefined;
}
