import type { AgentState } from "./agents.ts";

/** What a person can ask of an agent. */
export type AgentAction = "start" | "stop" | "stop-now" | "kill" | "restart";

/** What makes sense in each state, the likeliest first. There is always something. */
const ACTIONS = {
  stopped: ["start"],
  starting: ["stop"],
  running: ["stop", "restart"],
  stopping: ["kill"],
  exited: ["start"],
  failed: ["start"],
  lost: ["restart", "stop"],
  outdated: ["restart", "stop"],
} as const satisfies Record<AgentState["kind"], readonly AgentAction[]>;

/** The actions that an agent in this state takes. */
export function actionsFor(state: AgentState): readonly AgentAction[] {
  if (state.kind === "stopping" && state.turnUntil !== undefined) return ["stop-now", "kill"];
  return ACTIONS[state.kind];
}

/** Whether a program of the agent is alive, or may be. */
export function isUp(state: AgentState): boolean {
  return state.kind !== "stopped" && state.kind !== "exited" && state.kind !== "failed";
}
