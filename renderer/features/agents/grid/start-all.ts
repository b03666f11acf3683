import { createStore, type StoreApi } from "zustand/vanilla";
import { isUp } from "../../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId, AgentState } from "../../../../shared/contract/agents.ts";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";

/** The agents that are started together, each with how it stood before. */
export type Started = ReadonlyMap<AgentId, AgentState>;

export interface StartAllState {
  /** Nothing while none are. */
  readonly started?: Started | undefined;
}

/** Starts all agents that are down, and gives up those that are not up yet. */
export interface StartAll {
  readonly store: StoreApi<StartAllState>;
  readonly start: (agents: readonly Agent[]) => void;
  readonly cancel: (agents: readonly Agent[]) => void;
  /** Nothing is to be said of it any more. */
  readonly dismiss: () => void;
}

export function createStartAll(act: PerformAgentAction): StartAll {
  const store = createStore<StartAllState>(() => ({}));
  return {
    store,
    start: (agents) => {
      const started = startable(agents);
      if (started.length === 0) return;
      store.setState({ started: new Map(started.map(({ id, state }) => [id, state])) });
      // The hub lets as many up at a time as its limits say: the others wait for their turn there.
      for (const { id } of started) void act(id, "start");
    },
    cancel: (agents) => {
      const { started } = store.getState();
      store.setState({ started: undefined });
      for (const agent of agents)
        if (started?.has(agent.id) === true && agent.state.kind !== "running") void act(agent.id, "stop");
    },
    dismiss: () => store.setState({ started: undefined }),
  };
}

/** Those that are down and can be started. */
export function startable(agents: readonly Agent[]): readonly Agent[] {
  return agents.filter(({ state }) => !isUp(state));
}

/** How far the start of several agents is. */
export interface StartProgress {
  readonly up: number;
  readonly failed: number;
  readonly all: number;
  readonly isOver: boolean;
}

export function progressOf(started: Started, agents: readonly Agent[]): StartProgress {
  const those = agents.filter(({ id }) => started.has(id));
  const up = those.filter(({ state }) => state.kind === "running").length;
  // One that had failed before has not failed again as long as nothing was told of it.
  const failed = those.filter(({ id, state }) => hasEnded(state) && state !== started.get(id)).length;
  return { up, failed, all: those.length, isOver: up + failed === those.length };
}

function hasEnded({ kind }: AgentState): boolean {
  return kind === "failed" || kind === "exited";
}

export function progressText({ up, failed, all, isOver }: StartProgress): string {
  const failures = failed === 0 ? "" : `, ${String(failed)} failed`;
  return `${isOver ? "Started" : "Starting"}: ${String(up)} of ${String(all)} up${failures}`;
}
