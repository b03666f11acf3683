import { z } from "zod";

/** A message that is being written. */
export const Draft = z.object({
  id: z.string().min(1).max(64),
  to: z.array(z.string().min(1).max(64)).max(200).readonly(),
  subject: z.string().max(2000),
  body: z.string().max(1_000_000),
  /** When it was changed last; milliseconds. */
  changedAt: z.number(),
});
export type Draft = z.infer<typeof Draft>;

/** What the QMS takes of a subject, in characters, and of a body, in bytes. */
const MOST_SUBJECT = 200;
export const MOST_BODY_BYTES = 256 * 1024;

export function emptyDraft(id: string, now: number): Draft {
  return { id, to: [], subject: "", body: "", changedAt: now };
}

/** Whether nothing was written yet: then there is nothing to keep. */
export function isEmptyDraft({ to, subject, body }: Draft): boolean {
  return to.length === 0 && subject.trim() === "" && body.trim() === "";
}

/** Why a message cannot be sent as it is; nothing where it can. */
export function problemOf({ to, subject, body }: Draft): string | undefined {
  if (to.length === 0) return "Say to whom it goes.";
  if (subject.trim() === "") return "Give it a subject.";
  const long = [...subject.trim()].length - MOST_SUBJECT;
  if (long > 0) return `The subject is ${String(long)} characters too long.`;
  if (body.trim() === "") return "Write something.";
  return bodyProblem(body);
}

/** Why a body is too large. */
export function bodyProblem(body: string): string | undefined {
  // A character is one byte at least, and three at most for each of a text's units.
  if (body.length * 3 <= MOST_BODY_BYTES) return undefined;
  return new TextEncoder().encode(body).length > MOST_BODY_BYTES
    ? "The message is larger than 256 KiB. Put it into a file of the project, and name that file."
    : undefined;
}

/** What a draft is called in a list. */
export function draftTitle({ subject, body }: Draft): string {
  const line = subject.trim() === "" ? body.trim() : subject.trim();
  return line === "" ? "No subject" : line.split("\n", 1).join("").slice(0, 80);
}
