import { assertNever } from "../../../shared/base/assert-never.ts";
import type { AgentState, ExitStatus } from "../../../shared/contract/agents.ts";
import { durationText } from "../../ui/time-text.ts";

/** How an agent's state reads in the line under its name. */
export function agentStateText(state: AgentState, now: number): string {
  switch (state.kind) {
    case "stopped":
      return "stopped";
    case "starting":
      return "starting…";
    case "running":
      return `running · ${durationText(now - state.since)}`;
    case "stopping":
      return "stopping…";
    case "exited":
      return `${exitText(state.status)} · ${durationText(now - state.status.at)} ago`;
    case "failed":
      return `failed · ${state.reason}`;
    case "lost":
      return "link lost · trying again";
    case "outdated":
      return "needs a restart";
    default:
      return assertNever(state);
  }
}

/** How a program ended, in two or three words. */
export function exitText(status: Pick<ExitStatus, "code" | "signal">): string {
  if (status.signal !== undefined && status.signal > 0) return `ended by signal ${String(status.signal)}`;
  return status.code === 0 ? "finished" : `exited with code ${String(status.code)}`;
}

/** The few colours that states have: what a person must tell apart at a glance. */
export type StateTone = "quiet" | "busy" | "ok" | "warn" | "bad";

export function stateTone(state: AgentState): StateTone {
  switch (state.kind) {
    case "stopped":
      return "quiet";
    case "starting":
    case "stopping":
      return "busy";
    case "running":
      return "ok";
    case "exited":
      return state.status.code === 0 && !state.status.signal ? "quiet" : "warn";
    case "lost":
    case "outdated":
      return "warn";
    case "failed":
      return "bad";
    default:
      return assertNever(state);
  }
}
