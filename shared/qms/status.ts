/** Where a document stands. `APPROVED` is passed through and never stored. */
export const STATUSES = [
  "DRAFT",
  "IN_REVIEW",
  "REVIEWED",
  "IN_APPROVAL",
  "APPROVED",
  "EFFECTIVE",
  "IN_PRE_REVIEW",
  "PRE_REVIEWED",
  "IN_PRE_APPROVAL",
  "PRE_APPROVED",
  "IN_EXECUTION",
  "IN_POST_REVIEW",
  "POST_REVIEWED",
  "IN_POST_APPROVAL",
  "POST_APPROVED",
  "CLOSED",
  "RETIRED",
] as const;
export type Status = (typeof STATUSES)[number];

const KNOWN: ReadonlySet<string> = new Set(STATUSES);

export function isStatus(text: string): text is Status {
  return KNOWN.has(text);
}

/** A round in which others act on a document, as its tasks and its history name it. */
export const WORKFLOWS = [
  "REVIEW",
  "PRE_REVIEW",
  "POST_REVIEW",
  "APPROVAL",
  "PRE_APPROVAL",
  "POST_APPROVAL",
] as const;
export type Workflow = (typeof WORKFLOWS)[number];

/** What is asked of an assignee in a round. */
export type TaskKind = "REVIEW" | "APPROVAL";

const WORKFLOW_OF: Partial<Record<Status, Workflow>> = {
  IN_REVIEW: "REVIEW",
  IN_PRE_REVIEW: "PRE_REVIEW",
  IN_POST_REVIEW: "POST_REVIEW",
  IN_APPROVAL: "APPROVAL",
  IN_PRE_APPROVAL: "PRE_APPROVAL",
  IN_POST_APPROVAL: "POST_APPROVAL",
};

/** The round that a document of this status is in, if it is in one. */
export function workflowOf(status: Status): Workflow | undefined {
  return WORKFLOW_OF[status];
}

export function taskKindOf(workflow: Workflow): TaskKind {
  return workflow.endsWith("REVIEW") ? "REVIEW" : "APPROVAL";
}

/** Whether nothing can follow any more. */
export function isTerminal(status: Status): boolean {
  return status === "CLOSED" || status === "RETIRED";
}

/** The way of a document that is in force once it is approved. */
export const DOCUMENT_PATH: readonly Status[] = [
  "DRAFT",
  "IN_REVIEW",
  "REVIEWED",
  "IN_APPROVAL",
  "EFFECTIVE",
];
/** The way of a document that is carried out. */
export const EXECUTABLE_PATH: readonly Status[] = [
  "DRAFT",
  "IN_PRE_REVIEW",
  "PRE_REVIEWED",
  "IN_PRE_APPROVAL",
  "PRE_APPROVED",
  "IN_EXECUTION",
  "IN_POST_REVIEW",
  "POST_REVIEWED",
  "IN_POST_APPROVAL",
  "POST_APPROVED",
  "CLOSED",
];

/** How far a document has come on its way: `step` of `steps` are behind it. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
}

export function progressOf(status: Status, isExecutable: boolean): Progress {
  const path = isExecutable ? EXECUTABLE_PATH : DOCUMENT_PATH;
  const steps = path.length - 1;
  if (isTerminal(status)) return { step: steps, steps };
  const place = path.indexOf(status);
  return { step: place === -1 ? 0 : place, steps };
}
