import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";

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

/** What tells a message from all others, wherever it lies. */
export function entryKey({ owner, item }: ThreadEntry): string {
  return `${owner}/${item.archivedOn ?? ""}/${item.id}`;
}
