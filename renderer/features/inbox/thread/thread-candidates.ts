import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { plainSubject, type ThreadEntry } from "./thread.ts";

interface ThreadSearch {
  readonly owner: AgentId;
  readonly sender: AgentId;
  readonly subject: string;
}

/** More messages under one subject are read in the archive. */
const MOST_FOUND = 100;

/** What may belong to the thread of a message: what lies in the archives of both, and in the sender's inbox. */
export async function threadCandidates(
  client: HubClient,
  { owner, sender, subject }: ThreadSearch,
): Promise<readonly ThreadEntry[]> {
  const query = plainSubject(subject).slice(0, 300);
  if (query === "") return [];
  const archived = async (agent: AgentId): Promise<readonly ThreadEntry[]> => {
    const { items } = await client.inbox.archived({ agent, query, limit: MOST_FOUND });
    return items.map((item) => ({ owner: agent, item }));
  };
  const found = await Promise.all([
    archived(owner),
    ...(sender === owner ? [] : [archived(sender), inInbox(client, sender)]),
  ]);
  return found.flat();
}

/** What lies in an inbox at this moment. */
async function inInbox(client: HubClient, agent: AgentId): Promise<readonly ThreadEntry[]> {
  const items: InboxItem[] = [];
  for await (const change of await client.inbox.items({ agent })) {
    if (change.kind !== "snapshot") continue;
    items.push(...change.items);
    if (change.isLast) break;
  }
  return items.filter(({ kind }) => kind === "message").map((item) => ({ owner: agent, item }));
}
