import type { HubClient } from "../../../shared/contract/contract.ts";
import { containersCommands, type ContainersCommands } from "./containers-commands.ts";
import { createContainersStore, type ContainersStore } from "./containers-store.ts";
import { followingMachine, followingStats, type FollowMachine, type FollowStats } from "./follow-stats.ts";

/** What the window knows of containers, and what it can ask for. */
export interface Containers {
  readonly store: ContainersStore;
  readonly commands: ContainersCommands;
  readonly followStats: FollowStats;
  readonly followMachine: FollowMachine;
}

export interface ContainersDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
}

export function createContainers(dependencies: ContainersDependencies): Containers {
  const store = createContainersStore();
  const { client } = dependencies;
  return {
    store,
    commands: containersCommands({ store, client }),
    followStats: followingStats(dependencies),
    followMachine: followingMachine(dependencies),
  };
}
