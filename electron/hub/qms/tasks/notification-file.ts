import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { yamlScalar } from "../../../../shared/qms/text/yaml-scalar.ts";
import { timestampOf } from "./timestamp.ts";

/** News of a document for a user who has nothing to do because of it. */
export interface NewNotification {
  /** What happened, in capitals. */
  readonly event: string;
  readonly document: string;
  readonly now: number;
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  /** Of which document it is a child, where that is why it is told. */
  readonly parent?: string;
  readonly body: string;
}

/** The text of a notification's file in an inbox; the first four keys are those that every reader knows. */
export function notificationText(news: NewNotification): string {
  const { event, document, now, from, to, actor, parent, body } = news;
  const lines = [
    "type: notification",
    // Watchers look for it without quotes.
    `event: ${event.replace(/[^A-Z_]/g, "_")}`,
    `doc_id: ${yamlScalar(document)}`,
    `timestamp: ${timestampOf(now)}`,
    `from_status: ${yamlScalar(from)}`,
    `to_status: ${yamlScalar(to)}`,
    `actor: ${yamlScalar(actor)}`,
    ...(parent === undefined ? [] : [`parent: ${yamlScalar(parent)}`]),
  ];
  return `---\n${lines.join("\n")}\n---\n\n${cleanBody(body)}`;
}
