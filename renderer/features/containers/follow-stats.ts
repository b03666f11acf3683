import type { AgentId } from "../../../shared/contract/agents.ts";
import type { ContainerStats } from "../../../shared/contract/containers.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { followStream, waitFor } from "../../connection/follow-stream.ts";

/** Hears what an agent's container uses, until the result is called. */
export type FollowStats = (agent: AgentId, onStats: (stats: ContainerStats) => void) => () => void;

export interface FollowStatsDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
}

/** Follows statistics one container at a time: the hub measures nothing that nobody looks at. */
export function followingStats({ client, isConnected }: FollowStatsDependencies): FollowStats {
  return (agent, onStats) => {
    const ended = new AbortController();
    const left = new AbortController();
    const following = followStream<ContainerStats>(
      {
        open: () => client().containers.stats({ agent }, { signal: left.signal }),
        apply: onStats,
        wait: waitFor,
      },
      ended.signal,
    );
    void following;
    return () => {
      ended.abort();
      // Over a connection that is lost nothing needs to be cancelled, and cancelling fails where nobody can catch it.
      if (isConnected()) left.abort();
    };
  };
}
