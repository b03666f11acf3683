import type { AgentId } from "../../../shared/contract/agents.ts";
import type { ContainerStats, MachineLoad } from "../../../shared/contract/containers.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { followStream, waitFor } from "../../connection/follow-stream.ts";

/** Hears what an agent's container uses, until the result is called. */
export type FollowStats = (agent: AgentId, onStats: (stats: ContainerStats) => void) => () => void;

/** Hears what the machine uses, until the result is called. */
export type FollowMachine = (onLoad: (load: MachineLoad) => void) => () => void;

export interface FollowStatsDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
}

/** Follows statistics one container at a time: the hub measures nothing that nobody looks at. */
export function followingStats({ client, isConnected }: FollowStatsDependencies): FollowStats {
  return (agent, onStats) =>
    following<ContainerStats>(
      (signal) => client().containers.stats({ agent }, { signal }),
      onStats,
      isConnected,
    );
}

/** Follows what the machine uses. */
export function followingMachine({ client, isConnected }: FollowStatsDependencies): FollowMachine {
  return (onLoad) =>
    following<MachineLoad>(
      (signal) => client().containers.machine(undefined, { signal }),
      onLoad,
      isConnected,
    );
}

function following<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  apply: (value: T) => void,
  isConnected: () => boolean,
): () => void {
  const ended = new AbortController();
  const left = new AbortController();
  void followStream<T>({ open: () => open(left.signal), apply, wait: waitFor }, ended.signal);
  return () => {
    ended.abort();
    // Over a connection that is lost nothing needs to be cancelled, and cancelling fails where nobody can catch it.
    if (isConnected()) left.abort();
  };
}
