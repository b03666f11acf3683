import { assertNever } from "../base/assert-never.ts";
import type { AgentSituation } from "./situation.ts";

/** An empty inbox says little while something is still going on. */
const QUIET_MS = 60_000;
const MINUTE_MS = 60_000;

/** When an agent that is up is to be stopped, and why. */
export interface StopWish {
  readonly at: number;
  readonly reason: string;
}

/**
 * When an agent is to be stopped, if nothing happens until then. Only one that is known to be idle is: not in the middle
 * of a turn, not while it waits for a person, not when nobody knows what it does, and not when it has still to be told of
 * something.
 */
export function stopWish(situation: AgentSituation): StopWish | undefined {
  const { policy, state, activity, hasNotices, itemCount, inboxChangedAt, typedAt = 0 } = situation;
  if (state.kind !== "running" || activity?.kind !== "idle" || hasNotices) return undefined;
  const idleSince = Math.max(state.since, activity.since, typedAt);
  switch (policy.stop.kind) {
    case "manual":
      return undefined;
    case "inbox-empty":
      if (itemCount > 0) return undefined;
      return {
        at: Math.max(idleSince, inboxChangedAt) + QUIET_MS,
        reason: "Its inbox is empty, and it has been quiet for a minute.",
      };
    case "idle-for": {
      const { minutes } = policy.stop;
      const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
      return { at: idleSince + minutes * MINUTE_MS, reason: `It has been idle for ${time}.` };
    }
    default:
      return assertNever(policy.stop);
  }
}
