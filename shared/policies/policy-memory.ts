import { z } from "zod";
import type { AgentPolicy } from "../contract/policies.ts";
import { recentCrashes } from "./back-off.ts";
import type { WaitingTask } from "./situation.ts";

const MOST_TASKS = 10_000;

/** Why an agent that is down is not to be launched for what was there already. */
export const Rest = z.object({
  reason: z.enum(["person", "finished", "policy", "gave-up"]),
  at: z.number(),
  /** The tasks for which it is not launched again. */
  tasks: z.array(z.string().max(600)).max(MOST_TASKS),
});
export type Rest = z.infer<typeof Rest>;

/** What has to be remembered of an agent between two decisions, also when the hub is started anew. */
export const AgentMemory = z.object({
  rest: Rest.optional(),
  /** When it crashed, as far as that still counts. */
  crashes: z.array(z.number()).max(100).default([]),
});
export type AgentMemory = z.infer<typeof AgentMemory>;

export const NO_MEMORY: AgentMemory = { crashes: [] };

/** What happened to an agent that policies have to remember. */
export type PolicyEvent =
  /** A person launched it, or gave it another policy: whatever was before is forgiven. */
  | { readonly kind: "renewed" }
  /** Its policy launched it. */
  | { readonly kind: "launched" }
  | { readonly kind: "stopped"; readonly by: "person" | "policy"; readonly at: number }
  /** Its program ended by itself. */
  | {
      readonly kind: "ended";
      readonly isCrash: boolean;
      readonly at: number;
      /** How long it ran; nothing where that is not known, or it did not come up at all. */
      readonly ranMs: number | undefined;
    };

/** What is remembered after something has happened. */
export function remember(
  memory: AgentMemory,
  event: PolicyEvent,
  { policy, tasks }: { readonly policy: AgentPolicy; readonly tasks: readonly WaitingTask[] },
): AgentMemory {
  switch (event.kind) {
    case "renewed":
      return NO_MEMORY;
    case "launched":
      return memory.rest === undefined ? memory : { crashes: memory.crashes };
    case "stopped": {
      // The policy stops what is idle: a task that came in that very moment is not one that it was left with.
      const left = event.by === "person" ? tasks : tasks.filter(({ isAnnounced }) => isAnnounced);
      return { crashes: [], rest: restWith(event.by, event.at, left) };
    }
    case "ended": {
      // It was asked to stop, since a launch forgets that: however it ended then, it was not by itself.
      if (memory.rest?.reason === "person" || memory.rest?.reason === "policy") return memory;
      if (!event.isCrash) {
        const known = tasks.filter(({ isAnnounced }) => isAnnounced);
        return { crashes: [], rest: restWith("finished", event.at, known) };
      }
      const crashes = [...recentCrashes(memory.crashes, event), event.at];
      if (crashes.length <= policy.restarts) return { crashes };
      return { crashes, rest: restWith("gave-up", event.at, tasks) };
    }
  }
}

function restWith(reason: Rest["reason"], at: number, tasks: readonly WaitingTask[]): Rest {
  return { reason, at, tasks: tasks.slice(0, MOST_TASKS).map(({ id }) => id) };
}
