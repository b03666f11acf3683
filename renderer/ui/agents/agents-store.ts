import { createStore, type StoreApi } from "zustand/vanilla";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId, AgentsChange } from "../../../shared/contract/agents.ts";

export interface AgentsState {
  /** False until the first snapshot: an empty list is not yet "no agents". */
  readonly isKnown: boolean;
  /** In the order that the hub lists them. */
  readonly byId: ReadonlyMap<AgentId, Agent>;
}

export type AgentsStore = StoreApi<AgentsState>;

export function noAgents(): AgentsState {
  return { isKnown: false, byId: new Map() };
}

/** The agents of the open project. */
export function createAgentsStore(): AgentsStore {
  return createStore<AgentsState>(noAgents);
}

/** A snapshot replaces all; a change replaces one, or adds it at the end. */
export function withAgentsChange(state: AgentsState, change: AgentsChange): AgentsState {
  if (change.kind === "snapshot") {
    return { isKnown: true, byId: new Map(change.agents.map((agent) => [agent.id, agent])) };
  }
  return { ...state, byId: new Map(state.byId).set(change.agent.id, change.agent) };
}

/** How many agents are up, of how many. */
export function countUp(state: AgentsState): { readonly up: number; readonly all: number } {
  const agents = [...state.byId.values()];
  return { up: agents.filter((agent) => isUp(agent.state)).length, all: agents.length };
}
