import type { ActivityEntry, ActivityFilter } from "../../../../shared/contract/activity.ts";
import type { AgentTimeline } from "../../../../shared/contract/agent-page.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import type { ActivityIndex } from "../index/activity-index.ts";
import { timelineOf, type TimelineDay } from "./timeline-of.ts";

const ENTRIES_PER_PART = 500;
/** A day of an agent that does nothing else than use tools. */
const MOST_ENTRIES = 50_000;
/** How it stood when the day began is told by one of these. */
const BEFORE = 20;

/** Reads what an agent did on a day, and how it stood before. */
export function* readTimeline(index: ActivityIndex, day: TimelineDay): SlicedWork<AgentTimeline> {
  const filter: ActivityFilter = { agents: [day.agent], kinds: ["state", "turn", "tool", "asked", "call"] };
  const before = yield* index.walk({
    filter: { ...filter, kinds: ["state", "turn", "asked"], until: day.from },
    limit: BEFORE,
    direction: "back",
    from: undefined,
  });
  const entries: ActivityEntry[] = before.entries.toReversed();
  const within = { ...filter, since: day.from, until: day.to };
  let from: string | undefined;
  do {
    const page = yield* index.walk({ filter: within, limit: ENTRIES_PER_PART, direction: "forth", from });
    entries.push(...page.entries);
    from = page.next;
  } while (from !== undefined && entries.length < MOST_ENTRIES);
  return timelineOf(entries, day);
}
