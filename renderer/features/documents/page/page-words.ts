import type { Answer, DocumentRound, MustAct } from "../../../../shared/contract/qms-document.ts";
import type { ChipTone } from "../../../ui/chip.tsx";
import { isStatus, WORKFLOWS, type Workflow } from "../../../../shared/qms/status.ts";
import { statusText } from "../../../ui/status-words.ts";

const ROUNDS: Readonly<Record<Workflow, string>> = {
  REVIEW: "Review",
  PRE_REVIEW: "Pre-review",
  POST_REVIEW: "Post-review",
  APPROVAL: "Approval",
  PRE_APPROVAL: "Pre-approval",
  POST_APPROVAL: "Post-approval",
};

export function roundText(workflow: Workflow): string {
  return ROUNDS[workflow];
}

const ENDS: Readonly<Record<DocumentRound["end"], string>> = {
  open: "open",
  passed: "passed",
  "sent-back": "sent back",
  withdrawn: "taken back",
};

export function endText(end: DocumentRound["end"]): string {
  return ENDS[end];
}

const ANSWERS: Readonly<Record<Answer, { readonly text: string; readonly tone: ChipTone }>> = {
  RECOMMEND: { text: "Recommends", tone: "ok" },
  UPDATES_REQUIRED: { text: "Asks for changes", tone: "warn" },
  APPROVED: { text: "Approved", tone: "ok" },
  REJECTED: { text: "Rejected", tone: "bad" },
};

export function answerWords(answer: Answer): { readonly text: string; readonly tone: ChipTone } {
  return ANSWERS[answer];
}

function isAnswer(text: string): text is Answer {
  return Object.hasOwn(ANSWERS, text);
}

/** Whose turn it is, as a sentence. */
export function turnSentence({ users, what }: MustAct, person: string): string {
  const who = users.map((user) => (user === person ? "you" : user)).join(", ");
  switch (what) {
    case "nobody":
      return "It waits for nobody.";
    case "assign":
      return "It is in a round, and nobody is asked.";
    case "checkout":
      return "It belongs to nobody: somebody has to check it out.";
    case "owner":
      return `It waits for its owner, ${who}.`;
    case "review":
      return `It waits for the review of ${who}.`;
    case "approval":
      return `It waits for the approval of ${who}.`;
  }
}

const EVENTS: Readonly<Record<string, string>> = {
  CREATE: "Created",
  SEED: "Set up with the project",
  CHECKOUT: "Checked out",
  CHECKIN: "Checked in",
  ROUTE_REVIEW: "Sent to review",
  ROUTE_APPROVAL: "Sent to approval",
  ASSIGN: "Others were asked",
  REVIEW: "Reviewed",
  APPROVE: "Approved",
  REJECT: "Rejected",
  WITHDRAW: "Taken back",
  EFFECTIVE: "In force",
  RELEASE: "Released",
  REVERT: "Back to execution",
  CLOSE: "Closed",
  RETIRE: "Retired",
  STATUS_CHANGE: "State changed",
  FIX: "Text put right",
};

/** What happened, in words; those of other programs are written as they write them, without the capitals. */
export function eventText(event: string): string {
  return EVENTS[event] ?? wordsOf(event);
}

/** A name that programs use, as words. */
export function wordsOf(event: string): string {
  const words = event.replaceAll("_", " ").toLowerCase();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What a history says beside the event: names as they are, statuses in words. */
export function detailText(value: string | readonly string[]): string {
  if (typeof value !== "string") return value.join(", ");
  if (isStatus(value)) return statusText(value);
  const workflow = WORKFLOWS.find((one) => one === value);
  if (workflow !== undefined) return roundText(workflow);
  return isAnswer(value) ? answerWords(value).text : value;
}
