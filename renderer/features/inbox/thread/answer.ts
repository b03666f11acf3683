import { PERSON } from "../../../../shared/qms/group.ts";
import { plainSubject, type ThreadEntry } from "./thread-entry.ts";

/** To whom an answer goes, and under what. */
export interface Answer {
  readonly to: string;
  readonly subject: string;
}

/** The subject of an answer. */
export function answerSubject(subject: string): string {
  const plain = plainSubject(subject);
  return plain === "" ? "Re:" : `Re: ${plain}`;
}

/** Who is answered: the sender, or, where the person wrote it, whoever it was written to. */
export function answerTo({ owner, item }: ThreadEntry): Answer | undefined {
  if (item.kind !== "message" || item.from === undefined) return undefined;
  const to = item.from === PERSON ? owner : item.from;
  return to === PERSON ? undefined : { to, subject: answerSubject(item.title) };
}
