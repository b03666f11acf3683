import { assertNever } from "../../shared/base/assert-never.ts";
import type { Agent, AgentState, ExitStatus } from "../../shared/contract/agents.ts";
import type { Activity, WaitingFor } from "../../shared/link/activity.ts";
import { plainText } from "./plain-text.ts";

/** How a program ended, in words that follow "qa ended" or stand alone in a table. */
export function endInWords(status: Pick<ExitStatus, "code" | "signal">): string {
  if (status.signal !== undefined && status.signal !== 0) return `by signal ${String(status.signal)}`;
  return `with exit code ${String(status.code)}`;
}

/** Where an agent stands, in a few words. */
export function stateInWords(state: AgentState): string {
  switch (state.kind) {
    case "stopped":
    case "starting":
    case "running":
    case "failed":
      return state.kind;
    case "stopping":
      return state.turnUntil === undefined ? state.kind : "stops when its turn is over";
    case "exited":
      return `ended ${endInWords(state.status)}`;
    case "lost":
      return "running, out of reach";
    case "outdated":
      return "running, needs a restart";
    default:
      return assertNever(state);
  }
}

/** What a running program does, in words that follow its state. */
export function activityInWords(activity: Activity): string {
  switch (activity.kind) {
    case "starting":
    case "idle":
    case "busy":
      return activity.kind;
    case "waiting":
      return `waits for ${WAITED_FOR[activity.what]}`;
    case "no-signal":
      return "tells nothing";
    case "exited":
      return "at its end";
    default:
      return assertNever(activity);
  }
}

const WAITED_FOR = {
  permission: "a permission",
  question: "an answer",
  login: "a login",
  trust: "trust in the folder",
} as const satisfies Record<WaitingFor, string>;

/** Since when it stands there, in the hub's milliseconds; a stopped agent has no such time. */
export function stateSince(state: AgentState): number | undefined {
  switch (state.kind) {
    case "starting":
    case "running":
    case "stopping":
    case "lost":
      return state.since;
    case "exited":
      return state.status.at;
    case "failed":
      return state.at;
    case "stopped":
    case "outdated":
      return undefined;
    default:
      return assertNever(state);
  }
}

/** What a person should know beyond the agent's state: why it failed, what is wrong although it runs. */
export function remarksOn(agent: Agent): readonly string[] {
  const remarks: string[] = [];
  if (agent.state.kind === "failed") {
    remarks.push(`${agent.id} failed: ${plainText(agent.state.reason)}`);
    for (const line of agent.state.lastLines) remarks.push(`  ${plainText(line)}`);
  }
  if (agent.state.kind === "outdated") {
    remarks.push(`${agent.id} runs under another version of Quorum: restart it to see it here.`);
  }
  if (agent.problem !== undefined) remarks.push(`${agent.id}: ${plainText(agent.problem)}`);
  return remarks;
}
