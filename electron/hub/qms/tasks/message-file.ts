import { cleanBody, cleanSubject } from "../../../../shared/qms/text/clean-text.ts";
import { quotedYaml, yamlScalar } from "../../../../shared/qms/text/yaml-scalar.ts";
import { timestampOf } from "./timestamp.ts";

/** A message of one user to another. */
export interface NewMessage {
  readonly from: string;
  readonly to: string;
  readonly now: number;
  readonly subject: string;
  readonly body: string;
}

/** The text of a message's file in an inbox. The subject always stands in double quotes: so watchers find it. */
export function messageText({ from, to, now, subject, body }: NewMessage): string {
  const lines = [
    "type: message",
    `from: ${yamlScalar(from)}`,
    `to: ${yamlScalar(to)}`,
    `timestamp: ${timestampOf(now)}`,
    `subject: ${quotedYaml(cleanSubject(subject))}`,
  ];
  return `---\n${lines.join("\n")}\n---\n\n${cleanBody(body)}`;
}
