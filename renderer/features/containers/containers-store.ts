import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentContainer, ContainerGrants, ContainersView } from "../../../shared/contract/containers.ts";

/** Where something is asked for, and where it is said what came of it. */
export type ContainersPlace = "engine" | "image" | "rules" | `${"card" | "grants" | "logs"} ${AgentId}`;

export interface ContainersState {
  /** Absent until the hub has told. */
  readonly known?: ContainersView | undefined;
  /** Where something was asked for that is not answered yet. */
  readonly asked: ReadonlySet<ContainersPlace>;
  /** Why something was not done, by where it was asked for. */
  readonly refusals: ReadonlyMap<ContainersPlace, string>;
  /** The last lines of containers whose logs are open. */
  readonly logs: ReadonlyMap<AgentId, readonly string[]>;
}

export type ContainersStore = StoreApi<ContainersState>;

export function noContainers(): ContainersState {
  return { asked: new Set(), refusals: new Map(), logs: new Map() };
}

/** The containers of the open project. */
export function createContainersStore(): ContainersStore {
  return createStore<ContainersState>(noContainers);
}

export function withKnown(state: ContainersState, known: ContainersView): ContainersState {
  return { ...state, known };
}

/** Something is asked for: what was said there before is over. */
export function withAsked(state: ContainersState, place: ContainersPlace): ContainersState {
  const refusals = new Map(state.refusals);
  refusals.delete(place);
  return { ...state, asked: new Set(state.asked).add(place), refusals };
}

/** It was answered: done, or not done and why. */
export function withAnswered(
  state: ContainersState,
  place: ContainersPlace,
  refusal: string | undefined,
): ContainersState {
  const asked = new Set(state.asked);
  asked.delete(place);
  if (refusal === undefined) return { ...state, asked };
  return { ...state, asked, refusals: new Map(state.refusals).set(place, refusal) };
}

/** The logs of an agent's container; absent, they are closed. */
export function withLogs(
  state: ContainersState,
  agent: AgentId,
  lines: readonly string[] | undefined,
): ContainersState {
  const logs = new Map(state.logs);
  if (lines === undefined) logs.delete(agent);
  else logs.set(agent, lines);
  return { ...state, logs };
}

export function containerOf({ known }: ContainersState, agent: AgentId): AgentContainer | undefined {
  return known?.containers.find((container) => container.agent === agent);
}

/** What agents ask for that nobody has allowed. */
export function openGrants({ known }: ContainersState): readonly ContainerGrants[] {
  return known?.grants.filter(({ isAllowed }) => !isAllowed) ?? [];
}
