import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Agent, AgentState, ExitStatus } from "../../../shared/contract/agents.ts";
import { durationText } from "../time-text.ts";
import { activityText, activityTone } from "./activity-text.ts";
import type { StateTone } from "./state-tone.ts";

type Standing = Pick<Agent, "state" | "activity">;

/** How an agent stands, in the line under its name: what its program does, where that is known, else what became of it. */
export function agentText({ state, activity }: Standing, now: number): string {
  if (state.kind === "running" && activity !== undefined) return activityText(activity, now);
  return agentStateText(state, now);
}

/** How an agent's state reads, whatever its program does. */
export function agentStateText(state: AgentState, now: number): string {
  switch (state.kind) {
    case "stopped":
      return "stopped";
    case "starting":
      return "starting…";
    case "running":
      return `running · ${durationText(now - state.since)}`;
    case "stopping":
      return state.turnUntil === undefined ? "stopping…" : "stops when its turn is over";
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

/** The colour of how an agent stands. */
export function agentTone({ state, activity, problem }: Standing & Pick<Agent, "problem">): StateTone {
  if (problem !== undefined) return "warn";
  if (state.kind === "running" && activity !== undefined) return activityTone(activity);
  return stateTone(state);
}

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
