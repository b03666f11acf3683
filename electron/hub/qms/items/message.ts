import { inboxOf } from "../../../../shared/qms/document-path.ts";
import { messageStem } from "../../../../shared/qms/item-name.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { cleanBody, cleanLine, cleanSubject } from "../../../../shared/qms/text/clean-text.ts";
import type { Operation } from "../operation.ts";
import type { Users } from "../project/users.ts";
import { Refusal } from "../refusal.ts";
import { messageText } from "../tasks/message-file.ts";

const SUBJECT_CHARS = 200;
const BODY_BYTES = 256 * 1024;

export type MessageRequest = Extract<QmsRequest, { readonly kind: "message" }>;

/** A message that is ready to be delivered. */
export interface Letter {
  readonly folder: string;
  readonly stem: string;
  readonly text: string;
  readonly subject: string;
}

/** Writes a message of one user to another; a `Refusal` where it cannot be sent. */
export function writeMessage(
  users: Users,
  sender: string,
  { recipient, subject, body }: MessageRequest,
  now: number,
): Letter {
  if (!users.isKnown(recipient)) {
    throw new Refusal(
      `Error: Unknown recipient '${cleanLine(recipient, 64)}'\nKnown users: ${users.names.join(", ")}`,
    );
  }
  const cleanedSubject = cleanSubject(subject);
  const cleanedBody = cleanBody(body);
  if (cleanedSubject === "") throw new Refusal("Error: Subject must not be empty.");
  if (cleanedBody.trim() === "") throw new Refusal("Error: Message body must not be empty.");
  if ([...cleanedSubject].length > SUBJECT_CHARS)
    throw new Refusal(`Error: Subject is longer than ${SUBJECT_CHARS} characters.`);
  if (Buffer.byteLength(cleanedBody) > BODY_BYTES)
    throw new Refusal("Error: Message body is larger than 256 KiB. Put it into a file and name that file.");
  return {
    folder: inboxOf(recipient),
    stem: messageStem(sender, now),
    subject: cleanedSubject,
    text: messageText({ from: sender, to: recipient, now, subject: cleanedSubject, body: cleanedBody }),
  };
}

export function sentText(recipient: string, subject: string, file: string): string {
  return `Message sent: ${file.replace(/\.md$/, "")}\nTo: ${recipient}\nSubject: ${subject}`;
}

/** Sends a message as part of a change. */
export function sendMessage(operation: Operation, request: MessageRequest): void {
  const { files, users, user, now } = operation;
  const { folder, stem, text, subject } = writeMessage(users, user.name, request, now);
  operation.say(sentText(request.recipient, subject, files.deliver(folder, stem, text)));
}
