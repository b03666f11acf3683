import type { Status } from "../../shared/qms/status.ts";
import type { ChipTone } from "./chip.tsx";

const WORDS: Readonly<Record<Status, string>> = {
  DRAFT: "Draft",
  IN_REVIEW: "In review",
  REVIEWED: "Reviewed",
  IN_APPROVAL: "In approval",
  APPROVED: "Approved",
  EFFECTIVE: "Effective",
  IN_PRE_REVIEW: "In pre-review",
  PRE_REVIEWED: "Pre-reviewed",
  IN_PRE_APPROVAL: "In pre-approval",
  PRE_APPROVED: "Pre-approved",
  IN_EXECUTION: "In execution",
  IN_POST_REVIEW: "In post-review",
  POST_REVIEWED: "Post-reviewed",
  IN_POST_APPROVAL: "In post-approval",
  POST_APPROVED: "Post-approved",
  CLOSED: "Closed",
  RETIRED: "Retired",
};

/** A document's status in words. */
export function statusText(status: Status | undefined): string {
  return status === undefined ? "Unknown" : WORDS[status];
}

/** How far a document is, in a word within a sentence: "pre-review". */
export function stageText(status: Status): string {
  return WORDS[status].replace(/^In /, "").toLowerCase();
}

/** The colour of a status: others are asked, work goes on, or all is done. */
export function statusTone(status: Status | undefined): ChipTone {
  if (status === undefined) return "warn";
  if (status === "EFFECTIVE" || status === "CLOSED") return "ok";
  return status.startsWith("IN_") ? "busy" : "quiet";
}
