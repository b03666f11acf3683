import { AgentId } from "../../../shared/contract/agents.ts";
import type { InboxCounts } from "../../../shared/contract/inbox.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import { countText } from "../../ui/count-text.ts";

/** Somebody who has an inbox. */
export interface InboxOwner {
  readonly id: AgentId;
  /** Their place among the agents, which gives them their colour; nothing for who is no agent. */
  readonly place: number | undefined;
  readonly isPerson: boolean;
  readonly counts: InboxCounts;
  /** How many of their items nobody will read. */
  readonly undeliverable: number;
}

export interface InboxSources {
  /** The agents, in their order. */
  readonly agents: readonly AgentId[];
  readonly counts: ReadonlyMap<AgentId, InboxCounts>;
  /** By user: how many of their items nobody reads. */
  readonly undeliverable: ReadonlyMap<string, number>;
}

const PERSON_ID = AgentId.parse(PERSON);
const NOTHING: InboxCounts = { task: 0, message: 0, notification: 0, unknown: 0 };

/** Everyone who has an inbox: the person, the agents in their order, then whoever else has one. */
export function inboxOwners({ agents, counts, undeliverable }: InboxSources): readonly InboxOwner[] {
  const team = agents.filter((id) => id !== PERSON_ID);
  const others = [...counts.keys()].filter((id) => id !== PERSON_ID && !agents.includes(id)).toSorted();
  return [PERSON_ID, ...team, ...others].map((id) => {
    const place = team.indexOf(id);
    return {
      id,
      place: place === -1 ? undefined : place,
      isPerson: id === PERSON_ID,
      counts: counts.get(id) ?? NOTHING,
      undeliverable: undeliverable.get(id) ?? 0,
    };
  });
}

/** Whose inbox is shown where nobody has been chosen: the first in which something is, or else the person's own. */
export function firstOwner(owners: readonly InboxOwner[]): AgentId {
  return owners.find(({ counts }) => countOf(counts) > 0)?.id ?? PERSON_ID;
}

export function countOf({ task, message, notification, unknown }: InboxCounts): number {
  return task + message + notification + unknown;
}

/** What there is in all inboxes, in a few words. */
export function ownersSummary(owners: readonly InboxOwner[]): string {
  const all = owners.reduce((sum, { counts }) => sum + countOf(counts), 0);
  const lost = owners.reduce((sum, { undeliverable }) => sum + undeliverable, 0);
  if (all === 0) return "All are empty";
  const items = all === 1 ? "1 item" : `${countText(all)} items`;
  return lost === 0 ? items : `${items}, ${countText(lost)} undeliverable`;
}
