import type { StoreApi } from "zustand/vanilla";
import type { HubClient } from "../shared/contract/contract.ts";
import { followStream, waitFor } from "./connection/follow-stream.ts";
import { followValue, type Followed, type FollowedSignals } from "./connection/follow-value.ts";
import { perFrame, type NextFrame } from "./connection/per-frame.ts";
import { noAgents, withAgentsChange, type AgentsState } from "./features/agents/agents-store.ts";
import { noCounts, withCountsChanges } from "./features/inbox/counts/inbox-counts-store.ts";
import type { Inbox } from "./features/inbox/inbox.ts";
import { noItems, withInboxChanges } from "./features/inbox/items/inbox-store.ts";
import type { HostStore } from "./features/project/host-store.ts";
import { withTold, type SettingsStore } from "./features/settings/settings-store.ts";

export interface FollowedStores {
  readonly host: HostStore;
  readonly agents: StoreApi<AgentsState>;
  readonly settings: SettingsStore;
  readonly inbox: Pick<Inbox, "counts" | "items" | "pane">;
  readonly nextFrame: NextFrame;
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
    followProject(stores, client, signal),
  ]);
}

/** What is told of the open project: another project, other subscriptions. */
async function followProject(stores: FollowedStores, client: HubClient, signal: AbortSignal): Promise<void> {
  const { host, agents, inbox } = stores;
  const path: Followed<string | undefined> = {
    read: () => host.getState().known?.project?.path,
    subscribe: host.subscribe,
  };
  let shown = path.read();
  const follow = async (current: string | undefined, signals: FollowedSignals): Promise<void> => {
    if (current !== shown) {
      agents.setState(noAgents(), true);
      inbox.counts.setState(noCounts(), true);
      inbox.items.setState(noItems(), true);
    }
    shown = current;
    if (current === undefined) return;
    await Promise.all([
      followAgents(stores, client, signals),
      followCounts(stores, client, signals),
      followInbox(stores, client, signals),
    ]);
  };
  await followValue(path, follow, signal);
}

function followAgents(
  { agents }: FollowedStores,
  client: HubClient,
  signals: FollowedSignals,
): Promise<void> {
  return followStream(
    {
      open: () => client.agents.changes(undefined, { signal: signals.replaced }),
      apply: (change) => agents.setState((state) => withAgentsChange(state, change), true),
      wait: waitFor,
    },
    signals.ended,
  );
}

function followCounts(
  { inbox: { counts }, nextFrame }: FollowedStores,
  client: HubClient,
  { replaced, ended }: FollowedSignals,
): Promise<void> {
  return followStream(
    {
      open: () => client.inbox.counts(undefined, { signal: replaced }),
      apply: perFrame(
        nextFrame,
        (changes) => counts.setState((state) => withCountsChanges(state, changes), true),
        ended,
      ),
      wait: waitFor,
    },
    ended,
  );
}

/** The items of the inbox that is open: another agent's, another subscription. */
async function followInbox(
  { inbox: { items, pane }, nextFrame }: FollowedStores,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  const openAgent = { read: () => pane.getState().agent, subscribe: pane.subscribe };
  let shown = openAgent.read();
  await followValue(
    openAgent,
    async (agent, own) => {
      if (agent !== shown) items.setState(noItems(), true);
      shown = agent;
      if (agent === undefined) return;
      const replaced = AbortSignal.any([project.replaced, own.replaced]);
      await followStream(
        {
          open: () => client.inbox.items({ agent }, { signal: replaced }),
          apply: perFrame(
            nextFrame,
            (changes) => items.setState((state) => withInboxChanges(state, changes), true),
            own.ended,
          ),
          wait: waitFor,
        },
        own.ended,
      );
    },
    project.ended,
  );
}
