import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import type { Answer } from "../pane/open-inbox.ts";

/** A message, and in whose inbox or archive it lies: that is whom it was sent to. */
export interface ThreadEntry {
  readonly owner: AgentId;
  readonly item: InboxItem;
}

const ANSWER = /^\s*(?:re|fwd?|aw|wg)\s*(?:\[\d+\])?\s*:\s*/i;

/** A subject without what answers put before it. */
export function plainSubject(subject: string): string {
  let rest = subject;
  while (ANSWER.test(rest)) rest = rest.replace(ANSWER, "");
  return rest.trim().replace(/\s+/g, " ");
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

/** What tells a message from all others, wherever it lies. */
export function entryKey({ owner, item }: ThreadEntry): string {
  return `${owner}/${item.archivedOn ?? ""}/${item.id}`;
}

/** The other messages under the same subject between the same two, the earliest first. */
export function threadOf(shown: ThreadEntry, others: readonly ThreadEntry[]): readonly ThreadEntry[] {
  const key = threadKey(shown);
  if (key === undefined) return [];
  const found = new Map<string, ThreadEntry>();
  for (const entry of others) {
    if (threadKey(entry) === key && entryKey(entry) !== entryKey(shown)) found.set(entryKey(entry), entry);
  }
  return [...found.values()].toSorted(
    (one, other) => one.item.at - other.item.at || (one.item.id < other.item.id ? -1 : 1),
  );
}

function threadKey({ owner, item }: ThreadEntry): string | undefined {
  if (item.kind !== "message" || item.from === undefined) return undefined;
  const subject = plainSubject(item.title).toLowerCase();
  return subject === "" ? undefined : `${[owner, item.from].toSorted().join(" ")} ${subject}`;
}
