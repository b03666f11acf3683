import { isUp } from "../contract/agent-actions.ts";
import type { AgentState } from "../contract/agents.ts";
import type { PolicyEvent } from "./policy-memory.ts";

/** What a change of an agent's state means for policies, where its program ended without having been asked to. */
export function endEvent(before: AgentState, after: AgentState): PolicyEvent | undefined {
  if (!isUp(before) || (after.kind !== "exited" && after.kind !== "failed")) return undefined;
  const at = after.kind === "exited" ? after.status.at : after.at;
  const ranMs = before.kind === "running" ? Math.max(0, at - before.since) : undefined;
  const isCrash = after.kind === "failed" || after.status.code !== 0 || (after.status.signal ?? 0) !== 0;
  return { kind: "ended", isCrash, at, ranMs };
}
