import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";

/** Something that became of an item, when, and how that is known. */
export interface RecordedStep {
  readonly id: string;
  readonly at: number;
  readonly event: string;
  readonly proof?: string;
}

interface RecordOf {
  readonly agent: AgentId;
  readonly item: string;
  /** Nothing happened to it before. */
  readonly since: number;
}

/** A search looks at so many entries at a time; it is not gone on with for ever. */
const MOST_PAGES = 20;

/** What the record says of an item, the first thing first. */
export async function deliveryRecord(
  client: HubClient,
  { agent, item, since }: RecordOf,
): Promise<readonly RecordedStep[]> {
  const steps: RecordedStep[] = [];
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { entries, next } = await client.activity.page({
      filter: { kinds: ["delivery", "message"], text: item.slice(0, 200), since },
      ...(before !== undefined && { before }),
    });
    for (const { id, at, agent: whose, event: what, details } of entries) {
      // That a message was created is told of who wrote it; items of one name may lie in several inboxes.
      const event = what === "written" ? "created" : what;
      const owner = what === "written" ? details["to"] : whose;
      if (details["item"] !== item || owner !== agent) continue;
      const proof = details["proof"] ?? details["reason"];
      steps.push({ id, at, event, ...(proof !== undefined && { proof }) });
    }
    if (next === undefined || steps.some(({ event }) => event === "created")) break;
    before = next;
  }
  return steps.toReversed();
}

/** What the events of the record are called. */
export const STEP_NAMES: Readonly<Record<string, string>> = {
  created: "Created",
  held: "Held",
  announced: "Announced",
  unannounced: "Not announced",
  uncertain: "Perhaps announced",
  "taken-back": "Taken back",
  undeliverable: "Undeliverable",
  seen: "Seen",
  acted: "Acted",
  archived: "Archived",
};
