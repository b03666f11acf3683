import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { Status } from "../../../shared/qms/status.ts";
import { stageText } from "../../ui/status-words.ts";
import type { Owed } from "./board.ts";

/** How many of those who were asked have answered. */
export function answersIn({
  round,
}: Pick<DocumentView, "round">): { readonly in: number; readonly of: number } | undefined {
  if (round === undefined || round.assigned.length === 0) return undefined;
  return {
    in: round.assigned.filter((user) => round.answers[user] !== undefined).length,
    of: round.assigned.length,
  };
}

/** What is owed, after the document's id: "pre-review, 2 of 3 in". */
export function owedText({ document, what }: Pick<Owed, "document" | "what">): string {
  const stage = document.status === undefined ? "" : stageText(document.status);
  switch (what) {
    case "review":
    case "approval": {
      const answers = answersIn(document);
      return answers === undefined || answers.of < 2
        ? stage
        : `${stage}, ${String(answers.in)} of ${String(answers.of)} in`;
    }
    case "assign":
      return `${stage}, nobody is asked yet`;
    case "owner":
      return nextStep(document.status);
    case "checkout":
    case "nobody":
      return stage;
  }
}

/** What its owner does next with a document. */
function nextStep(status: Status | undefined): string {
  switch (status) {
    case "REVIEWED":
    case "PRE_REVIEWED":
    case "POST_REVIEWED":
      return "to be routed for approval";
    case "PRE_APPROVED":
      return "to be released";
    case "POST_APPROVED":
      return "to be closed";
    case "IN_EXECUTION":
      return "to be carried out";
    case undefined:
    case "DRAFT":
    case "EFFECTIVE":
    case "IN_REVIEW":
    case "IN_APPROVAL":
    case "APPROVED":
    case "IN_PRE_REVIEW":
    case "IN_PRE_APPROVAL":
    case "IN_POST_REVIEW":
    case "IN_POST_APPROVAL":
    case "CLOSED":
    case "RETIRED":
      return "to be worked on";
  }
}

/** What the person is to do with a document. */
export function personText({ document, what }: Pick<Owed, "document" | "what">): string {
  switch (what) {
    case "review":
      return "waits for your review";
    case "approval":
      return "waits for your approval";
    case "owner":
      return `is yours, ${nextStep(document.status)}`;
    case "assign":
    case "checkout":
    case "nobody":
      return "waits";
  }
}
