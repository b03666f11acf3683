import { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { plainSubject, type ThreadEntry } from "./thread-entry.ts";

interface ThreadSearch {
  readonly owner: AgentId;
  readonly sender: AgentId;
  readonly subject: string;
}

/** More messages under one subject are read in the archive. */
const MOST_FOUND = 100;
/** In so many inboxes copies of it are looked for. */
const MOST_OWNERS = 30;

/**
 * What may belong to the thread of a message: what lies in the archives and the inboxes of all, for others may have got
 * a copy of it. The inbox that is open is known already.
 */
export async function threadCandidates(
  client: HubClient,
  { owner, sender, subject }: ThreadSearch,
): Promise<readonly ThreadEntry[]> {
  const query = plainSubject(subject).slice(0, 300);
  if (query === "") return [];
  const waiting = await messageCounts(client);
  const owners = new Set([owner, sender, ...waiting.keys()]);
  const archived = async (agent: AgentId): Promise<readonly ThreadEntry[]> => {
    const { items } = await client.inbox.archived({ agent, query, limit: MOST_FOUND });
    return items.map((item) => ({ owner: agent, item }));
  };
  const found = await Promise.all(
    [...owners].slice(0, MOST_OWNERS).flatMap((agent) => {
      const isLookedIn = agent !== owner && waiting.get(agent) !== 0;
      return isLookedIn ? [archived(agent), inInbox(client, agent)] : [archived(agent)];
    }),
  );
  return found.flat();
}

/** How many messages wait in each inbox that there is. */
async function messageCounts(client: HubClient): Promise<ReadonlyMap<AgentId, number>> {
  for await (const change of await client.inbox.counts()) {
    if (change.kind !== "snapshot") continue;
    const agents = Object.entries(change.counts);
    return new Map(agents.map(([agent, { message }]) => [AgentId.parse(agent), message]));
  }
  return new Map();
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
