import { createStore, type StoreApi } from "zustand/vanilla";
import type { AgentId } from "../../../../shared/contract/agents.ts";

/** Terminals that are seen side by side: two or three in a row, or four in two rows. */
export interface Split {
  readonly agents: readonly AgentId[];
  /** How much of the width each column has, and of the height each row; together 1. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** All splits of the project; an agent is in one at most. */
export interface SplitsState {
  readonly splits: readonly Split[];
}

export type SplitsStore = StoreApi<SplitsState>;

export const MOST_IN_SPLIT = 4;
/** No pane is made smaller than this part of the whole. */
const LEAST_SHARE = 0.15;

export function createSplitsStore(): SplitsStore {
  return createStore<SplitsState>(() => ({ splits: [] }));
}

/** The split that an agent's terminal is in. */
export function splitOf({ splits }: SplitsState, agent: AgentId | undefined): Split | undefined {
  return splits.find(({ agents }) => agents.some((one) => one === agent));
}

/** Puts a terminal beside another; where there are four already nothing changes. */
export function withBeside(state: SplitsState, agent: AgentId, added: AgentId): SplitsState {
  if (agent === added) return state;
  const own = splitOf(state, agent);
  if (own?.agents.includes(added) === true || own?.agents.length === MOST_IN_SPLIT) return state;
  const { splits } = withoutAgent(state, added);
  const agents = own?.agents ?? [agent];
  const at = agents.indexOf(agent) + 1;
  const split = evenSplit(agents.toSpliced(at, 0, added));
  return {
    splits: own === undefined ? [...splits, split] : splits.map((one) => (one === own ? split : one)),
  };
}

/** Takes a terminal out of its split; one that is left alone is in none. */
export function withoutAgent(state: SplitsState, agent: AgentId): SplitsState {
  const own = splitOf(state, agent);
  if (own === undefined) return state;
  const agents = own.agents.filter((one) => one !== agent);
  return {
    splits: state.splits.flatMap((one) =>
      one !== own ? [one] : agents.length < 2 ? [] : [evenSplit(agents)],
    ),
  };
}

/** Keeps only agents whose terminals are open. */
export function withOpenOnly(state: SplitsState, open: ReadonlySet<AgentId>): SplitsState {
  const gone = state.splits.flatMap(({ agents }) => agents.filter((agent) => !open.has(agent)));
  return gone.reduce(withoutAgent, state);
}

/** Moves the line between two columns, or two rows, so that the first of them ends there. */
export function withLineAt(
  state: SplitsState,
  agent: AgentId,
  way: "columns" | "rows",
  line: number,
  place: number,
): SplitsState {
  const own = splitOf(state, agent);
  const [first, second] = [own?.[way][line], own?.[way][line + 1]];
  if (own === undefined || first === undefined || second === undefined) return state;
  const before = own[way].slice(0, line).reduce((sum, share) => sum + share, 0);
  const both = first + second;
  const share = Math.min(both - LEAST_SHARE, Math.max(LEAST_SHARE, place - before));
  const moved = { ...own, [way]: own[way].with(line, share).with(line + 1, both - share) };
  return { splits: state.splits.map((one) => (one === own ? moved : one)) };
}

/** The terminal beside one, around the ends; itself where it is in no split. */
export function besideIn(state: SplitsState, agent: AgentId, step: 1 | -1): AgentId {
  const agents = splitOf(state, agent)?.agents ?? [agent];
  return agents[(agents.indexOf(agent) + step + agents.length) % agents.length] ?? agent;
}

/** Where a line between columns, or rows, is now. */
export function lineAt({ columns, rows }: Split, way: "columns" | "rows", line: number): number {
  const shares = way === "columns" ? columns : rows;
  return shares.slice(0, line + 1).reduce((sum, share) => sum + share, 0);
}

function evenSplit(agents: readonly AgentId[]): Split {
  const columns = agents.length === MOST_IN_SPLIT ? 2 : agents.length;
  const rows = agents.length / columns;
  return {
    agents,
    columns: Array.from({ length: columns }, () => 1 / columns),
    rows: Array.from({ length: rows }, () => 1 / rows),
  };
}
