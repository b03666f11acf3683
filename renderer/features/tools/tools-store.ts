import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentTools, ToolsView } from "../../../shared/contract/tools.ts";

export interface ToolsState {
  /** Absent until the hub has told. */
  readonly known?: ToolsView | undefined;
  /** Whose tools are being tried because the person asked. */
  readonly asked: ReadonlySet<AgentId>;
  /** Why an agent's tools were not tried. */
  readonly refusals: ReadonlyMap<AgentId, string>;
}

export type ToolsStore = StoreApi<ToolsState>;

export function noTools(): ToolsState {
  return { asked: new Set(), refusals: new Map() };
}

/** The tools of the agents of the open project. */
export function createToolsStore(): ToolsStore {
  return createStore<ToolsState>(noTools);
}

export function withKnown(state: ToolsState, known: ToolsView): ToolsState {
  return { ...state, known };
}

/** The person asks: what was said before is over. */
export function withAsked(state: ToolsState, agent: AgentId): ToolsState {
  const refusals = new Map(state.refusals);
  refusals.delete(agent);
  return { ...state, asked: new Set(state.asked).add(agent), refusals };
}

/** It was done, or not done and why. */
export function withAnswered(state: ToolsState, agent: AgentId, refusal: string | undefined): ToolsState {
  const asked = new Set(state.asked);
  asked.delete(agent);
  if (refusal === undefined) return { ...state, asked };
  return { ...state, asked, refusals: new Map(state.refusals).set(agent, refusal) };
}

export function toolsOf({ known }: ToolsState, agent: AgentId): AgentTools | undefined {
  return known?.agents.find((tools) => tools.agent === agent);
}
