import { parentOf } from "../../../../shared/qms/document-id.ts";
import { inboxOf } from "../../../../shared/qms/document-path.ts";
import { notificationStem } from "../../../../shared/qms/item-name.ts";
import { reviewersIn } from "../../../../shared/qms/audit-event.ts";
import type { Status } from "../../../../shared/qms/status.ts";
import type { Operation } from "../operation.ts";
import { Refusal } from "../refusal.ts";
import { notificationText } from "../tasks/notification-file.ts";

/** What an operation did to a document, as far as others want to hear of it. */
export interface News {
  readonly id: string;
  readonly from: Status;
  readonly to: Status;
  /** Who owned the document before. */
  readonly owner: string | undefined;
  /** What its owner is told in words of its own. */
  readonly outcome?: Outcome;
  /** Who is given a task by the same operation, and needs no more than that. */
  readonly tasked?: readonly string[];
}

type Outcome =
  | { readonly kind: "approved" }
  | { readonly kind: "retired" }
  | { readonly kind: "rejected"; readonly comment: string }
  | { readonly kind: "reviewed"; readonly recommended: number; readonly updatesRequested: number };

interface Notice {
  readonly recipients: readonly string[];
  readonly event: string;
  readonly body: string;
  readonly parent?: string;
}

/**
 * Tells everybody who should hear of it, each at most once: the first notice that is meant for somebody is the one that
 * they get. What cannot be delivered is said, and undoes nothing.
 */
export function notify(operation: Operation, news: News): void {
  const { id, from, to, tasked = [] } = news;
  const { told } = operation;
  for (const name of [operation.user.name, ...tasked]) told.add(name);
  for (const { recipients, event, body, parent } of noticesOf(operation, news)) {
    for (const recipient of recipients) {
      if (told.has(recipient) || !operation.users.isKnown(recipient)) continue;
      told.add(recipient);
      const text = notificationText({
        event,
        document: id,
        now: operation.now,
        from,
        to,
        actor: operation.user.name,
        ...(parent === undefined ? {} : { parent }),
        body,
      });
      try {
        const stem = notificationStem(id, event, operation.now);
        operation.files.deliver(inboxOf(recipient), stem, text, { isOptional: true });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        operation.warn(`${recipient} was not notified of ${id}: ${error.message}`);
      }
    }
  }
}

/** The notices of an operation; those for the owner in words of their own come first. */
function noticesOf(operation: Operation, news: News): Notice[] {
  const { id, from, to } = news;
  const moved = `${id} moved from ${from} to ${to}.`;
  const notices: Notice[] = [];
  const outcome = outcomeNotice(operation, news);
  if (outcome !== undefined && news.outcome?.kind !== "reviewed") notices.push(outcome);
  if (from !== to) {
    const history = operation.documents.history(id);
    notices.push({ recipients: reviewersIn(history?.events ?? []), event: to, body: moved });
    const parent = parentOf(id);
    const parentOwner = parent === undefined ? undefined : operation.documents.findSound(parent)?.meta.owner;
    if (parent !== undefined && parentOwner !== undefined) {
      const body = `${id} (child of ${parent}) moved from ${from} to ${to}.`;
      notices.push({ recipients: [parentOwner], event: to, body, parent });
    }
  }
  if (outcome !== undefined && news.outcome?.kind === "reviewed") notices.push(outcome);
  return notices;
}

function outcomeNotice({ user }: Operation, { id, to, owner, outcome }: News): Notice | undefined {
  if (owner === undefined || outcome === undefined) return undefined;
  const recipients = [owner];
  switch (outcome.kind) {
    case "approved":
      return { recipients, event: "APPROVED", body: `${id} has been approved by ${user.name}.` };
    case "retired":
      return { recipients, event: "RETIRED", body: `${id} has been retired (approved by ${user.name}).` };
    case "rejected": {
      const body = `${id} has been rejected by ${user.name}.\n\nReason: ${outcome.comment}`;
      return { recipients, event: "REJECTED", body };
    }
    case "reviewed": {
      const { recommended, updatesRequested } = outcome;
      const body = `Review of ${id} is complete (${recommended} recommend, ${updatesRequested} request updates).`;
      return { recipients, event: to, body };
    }
  }
}
