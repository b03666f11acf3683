import { assertNever } from "../base/assert-never.ts";
import { launchesAfter } from "./back-off.ts";
import type { AgentMemory, Rest } from "./policy-memory.ts";
import type { AgentSituation, WaitingTask } from "./situation.ts";

/** What an agent that is down is to do. */
export type LaunchWish =
  | { readonly kind: "none" }
  | { readonly kind: "launch"; readonly since: number; readonly reason: string }
  | { readonly kind: "later"; readonly at: number; readonly reason: string }
  | { readonly kind: "rest"; readonly reason: string };

const NONE: LaunchWish = { kind: "none" };

/** Whether an agent that is down wants to be launched, by its policy and by what it was through. */
export function launchWish(
  { policy, tasks }: AgentSituation,
  { rest, crashes }: AgentMemory,
  now: number,
): LaunchWish {
  if (rest === undefined && crashes.length > 0) {
    const reason = `It crashed, and is started again: ${crashes.length} of ${policy.restarts}.`;
    return notBefore(launchesAfter(crashes), now, reason);
  }
  switch (policy.launch) {
    case "manual":
      return rest?.reason === "gave-up" && policy.restarts > 0
        ? { kind: "rest", reason: whyItRests(rest) }
        : NONE;
    case "on-task":
      return forTasks(tasks, rest, crashes, now);
    case "always":
      if (rest === undefined) return notBefore(0, now, "It is always launched.");
      if (rest.reason === "finished")
        return notBefore(launchesAfter([rest.at]), now, "It ended, and is always launched.");
      return rest.reason === "policy"
        ? forTasks(tasks, rest, crashes, now)
        : { kind: "rest", reason: whyItRests(rest) };
    default:
      return assertNever(policy.launch);
  }
}

function forTasks(
  tasks: readonly WaitingTask[],
  rest: Rest | undefined,
  crashes: readonly number[],
  now: number,
): LaunchWish {
  const old = new Set(rest?.tasks);
  const fresh = tasks.filter(({ id }) => !old.has(id));
  if (fresh.length > 0) {
    const since = Math.min(...fresh.map(({ at }) => at));
    const reason = fresh.length === 1 ? "A task waits for it." : `${fresh.length} tasks wait for it.`;
    return notBefore(launchesAfter(crashes), now, reason, since);
  }
  return rest !== undefined && tasks.length > 0 ? { kind: "rest", reason: whyItRests(rest) } : NONE;
}

function notBefore(at: number, now: number, reason: string, since = at): LaunchWish {
  return now >= at ? { kind: "launch", since, reason } : { kind: "later", at, reason };
}

function whyItRests({ reason }: Rest): string {
  switch (reason) {
    case "person":
      return "A person stopped it. It is launched for a task that is new, or when a person launches it.";
    case "finished":
      return "It ended by itself and left these tasks. It is launched for a task that is new.";
    case "policy":
      return "It was idle and left these tasks. It is launched for a task that is new.";
    case "gave-up":
      return "It crashed too often. Look at its terminal, and launch it when that is mended.";
    default:
      return assertNever(reason);
  }
}
