import type { InteractAction, QmsRequest } from "../../../../shared/qms/request.ts";
import { Refusal } from "../../qms/refusal.ts";
import type { ToolArguments } from "./tool-arguments.ts";

/** What a call of a tool asks of the QMS; a `Refusal` where it asks for too much at once, or for too little. */
export function toolRequest(name: string, given: ToolArguments): QmsRequest | undefined {
  const id = given.text("doc_id");
  switch (name) {
    case "qms_inbox":
      return { kind: "inbox", peek: given.is("peek") };
    case "qms_workspace":
      return { kind: "workspace" };
    case "qms_types":
      return { kind: "types" };
    case "qms_status":
    case "qms_history":
    case "qms_actions":
    case "qms_checkout":
    case "qms_checkin":
    case "qms_approve":
    case "qms_withdraw":
    case "qms_release":
    case "qms_close":
    case "qms_fix":
      return { kind: PLAIN[name], id };
    case "qms_read":
      return { kind: "read", id, version: given.word("version"), draft: given.is("draft") };
    case "qms_comments":
      return { kind: "comments", id, version: given.word("version") };
    case "qms_create":
      return {
        kind: "create",
        type: given.text("doc_type"),
        title: given.word("title"),
        parent: given.word("parent"),
        name: given.word("name"),
      };
    case "qms_cancel":
      if (!given.is("confirm"))
        throw new Refusal("Error: confirm must be True to cancel a document. This action is permanent.");
      return { kind: "cancel", id, confirm: true };
    case "qms_route": {
      const isReview = given.text("route_type") === "review";
      return { kind: "route", id, review: isReview, approval: !isReview, retire: given.is("retire") };
    }
    case "qms_assign":
      return { kind: "assign", id, assignees: given.words("assignees") };
    case "qms_review": {
      const outcome = given.text("outcome") === "recommend" ? "RECOMMEND" : "UPDATES_REQUIRED";
      return { kind: "review", id, outcome, comment: given.text("comment") };
    }
    case "qms_reject":
      return { kind: "reject", id, comment: required(given, "comment", "rejecting") };
    case "qms_revert":
      return { kind: "revert", id, reason: required(given, "reason", "reverting") };
    case "qms_interact":
      return { kind: "interact", id, action: interactAction(given) };
    case "qms_message":
      return {
        kind: "message",
        recipient: given.text("recipient"),
        subject: given.text("subject"),
        body: given.text("body"),
      };
    case "qms_inbox_archive":
      return archiving(given);
    default:
      return undefined;
  }
}

const PLAIN = {
  qms_status: "status",
  qms_history: "history",
  qms_actions: "actions",
  qms_checkout: "checkout",
  qms_checkin: "checkin",
  qms_approve: "approve",
  qms_withdraw: "withdraw",
  qms_release: "release",
  qms_close: "close",
  qms_fix: "fix",
} as const;

function required(given: ToolArguments, name: string, doing: string): string {
  const text = given.text(name);
  if (text.trim() === "") throw new Refusal(`Error: ${name} is required when ${doing} a document.`);
  return text;
}

/** Of several wishes the first in this order counts. */
function interactAction(given: ToolArguments): InteractAction | undefined {
  const reason = given.word("reason");
  const prompt = given.word("goto");
  const loop = given.word("reopen");
  if (given.is("progress")) return { kind: "progress" };
  if (given.is("compile")) return { kind: "compile" };
  if (given.is("cancel_goto")) return { kind: "cancel-goto" };
  if (prompt !== undefined) return { kind: "goto", prompt, reason };
  if (loop !== undefined) return { kind: "reopen", loop, reason };
  const value = given.word("file") === undefined ? given.word("respond") : given.file;
  return value === undefined ? undefined : { kind: "respond", value, reason };
}

function archiving(given: ToolArguments): QmsRequest {
  const item = given.word("item");
  const date = given.word("date");
  const isAll = given.is("notifications");
  if ([item !== undefined, date !== undefined, isAll].filter(Boolean).length > 1)
    throw new Refusal("Error: Give one of item, date and notifications.");
  if (isAll) return { kind: "inbox-archive-notifications" };
  return item === undefined ? { kind: "inbox-archived", date } : { kind: "inbox-archive-item", item };
}
