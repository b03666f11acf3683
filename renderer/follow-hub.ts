import type { StoreApi } from "zustand/vanilla";
import type { HubClient } from "../shared/contract/contract.ts";
import { noAgents, withAgentsChange, type AgentsState } from "./features/agents/agents-store.ts";
import type { HostStore } from "./features/project/host-store.ts";
import { withTold, type SettingsStore } from "./features/settings/settings-store.ts";
import { followStream, waitFor } from "./connection/follow-stream.ts";

export interface FollowedStores {
  readonly host: HostStore;
  readonly agents: StoreApi<AgentsState>;
  readonly settings: SettingsStore;
}

/** Feeds the stores from the hub's streams until the signal aborts. */
export async function followHub(
  stores: FollowedStores,
  client: HubClient,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([
    followStream(
      {
        open: () => client.host.changes(),
        apply: (state) => stores.host.setState({ known: state }),
        wait: waitFor,
      },
      signal,
    ),
    followStream(
      {
        open: () => client.settings.changes(),
        apply: (settings) => stores.settings.setState((state) => withTold(state, settings), true),
        wait: waitFor,
      },
      signal,
    ),
    followAgents(stores, client, signal),
  ]);
}

/** The agents are those of the open project: another project, another subscription. */
async function followAgents(
  { host, agents }: FollowedStores,
  client: HubClient,
  signal: AbortSignal,
): Promise<void> {
  let shownPath: string | undefined = host.getState().known?.project?.path;
  while (!signal.aborted) {
    const path = host.getState().known?.project?.path;
    if (path !== shownPath) agents.setState(noAgents(), true);
    shownPath = path;
    const current = new AbortController();
    const unsubscribe = host.subscribe((state) => {
      if (state.known?.project?.path !== path) current.abort();
    });
    const either = AbortSignal.any([signal, current.signal]);
    if (path === undefined) await aborted(either);
    else {
      await followStream(
        {
          open: () => client.agents.changes(undefined, { signal: current.signal }),
          apply: (change) => agents.setState((state) => withAgentsChange(state, change), true),
          wait: waitFor,
        },
        either,
      );
    }
    unsubscribe();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
