import type { StoreApi } from "zustand/vanilla";
import type { AgentId } from "../shared/contract/agents.ts";
import type { HubClient } from "../shared/contract/contract.ts";
import type { OpenDocuments } from "../shared/contract/qms.ts";
import { followStream, waitFor } from "./connection/follow-stream.ts";
import { followValue, type Followed, type FollowedSignals } from "./connection/follow-value.ts";
import { perFrame, type NextFrame } from "./connection/per-frame.ts";
import { noAgents, withAgentsChange, type AgentsState } from "./ui/agents/agents-store.ts";
import { noAttention, withEntries, type AttentionStore } from "./features/attention/attention-store.ts";
import { noContainers, withKnown, type ContainersStore } from "./features/containers/containers-store.ts";
import { noFlow } from "./features/dashboard/flow-store.ts";
import {
  noDocuments,
  withDocumentsChanges,
  withOpenDocuments,
  type DocumentsStore,
} from "./features/documents/documents-store.ts";
import { noCounts, withCountsChanges } from "./features/inbox/counts/inbox-counts-store.ts";
import { noDeliveries, withDeliveries } from "./features/inbox/deliveries/deliveries-store.ts";
import type { ComposeStore } from "./features/compose/draft/compose-store.ts";
import type { Inbox } from "./features/inbox/inbox.ts";
import type { OpenInbox } from "./features/inbox/pane/open-inbox.ts";
import { noItems, withInboxChanges } from "./features/inbox/items/inbox-store.ts";
import { gatheredNews, noNews, withNewsChange, type NewsStore } from "./features/news/news-store.ts";
import { noPolicies, type PoliciesStore } from "./features/policies/policies-store.ts";
import type { HostStore } from "./connection/host-store.ts";
import { tell } from "./connection/own-changes.ts";
import type { SettingsStore } from "./features/settings/settings-store.ts";
import { noTools, withKnown as withKnownTools, type ToolsStore } from "./features/tools/tools-store.ts";
import { noWaits } from "./features/waits/waits-store.ts";
import { followDesk, type DeskStores } from "./follow-desk.ts";
import { followSent } from "./follow-sent.ts";
import { agentOf } from "./places/place.ts";
import type { PlacesStore } from "./places/places-store.ts";

export interface FollowedStores {
  readonly host: HostStore;
  readonly agents: StoreApi<AgentsState>;
  readonly settings: SettingsStore;
  readonly places: PlacesStore;
  readonly attention: AttentionStore;
  readonly containers: ContainersStore;
  readonly news: NewsStore;
  readonly policies: PoliciesStore;
  readonly tools: ToolsStore;
  readonly inbox: Pick<Inbox, "counts" | "items" | "pane" | "deliveries">;
  /** The one that is looked at among those of everyone. */
  readonly inboxes: Pick<OpenInbox, "items" | "pane" | "deliveries" | "commands">;
  readonly compose: ComposeStore;
  readonly documents: DocumentsStore;
  readonly desk: DeskStores;
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
        apply: (told) => tell(stores.settings, told),
        wait: waitFor,
      },
      signal,
    ),
    followProject(stores, client, signal),
  ]);
}

/** What is told of the open project: another project, other subscriptions. */
async function followProject(stores: FollowedStores, client: HubClient, signal: AbortSignal): Promise<void> {
  const { host, agents, attention, containers, news, policies, tools, inbox, inboxes, documents, desk } =
    stores;
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
      inbox.deliveries.setState(noDeliveries(), true);
      inboxes.commands.open(undefined);
      inboxes.items.setState(noItems(), true);
      inboxes.deliveries.setState(noDeliveries(), true);
      attention.setState(noAttention(), true);
      containers.setState(noContainers(), true);
      news.setState(noNews(), true);
      policies.setState(noPolicies(), true);
      documents.setState(noDocuments(), true);
      desk.flow.setState(noFlow(), true);
      desk.waits.setState(noWaits(), true);
      tools.setState(noTools(), true);
    }
    shown = current;
    if (current === undefined) return;
    await Promise.all([
      // What takes longest is asked for first.
      followDocuments(stores, client, signals),
      followAgents(stores, client, signals),
      followCounts(stores, client, signals),
      followInbox(stores, client, signals),
      followDeliveries(stores, client, signals),
      followInbox({ ...stores, inbox: inboxes }, client, signals),
      followChosen(stores, client, signals),
      followSent(stores, client, signals),
      followWholes(stores, client, signals),
      followNews(stores, client, signals),
      followDesk(stores, client, signals),
    ]);
  };
  await followValue(path, follow, signal);
}

function followAgents(
  { agents, nextFrame }: FollowedStores,
  client: HubClient,
  { replaced, ended }: FollowedSignals,
): Promise<void> {
  return followStream(
    {
      open: () => client.agents.changes(undefined, { signal: replaced }),
      apply: perFrame(
        nextFrame,
        (changes) => agents.setState((state) => changes.reduce(withAgentsChange, state), true),
        ended,
      ),
      wait: waitFor,
    },
    ended,
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

async function followDocuments(
  stores: FollowedStores,
  client: HubClient,
  { replaced, ended }: FollowedSignals,
): Promise<void> {
  const { documents, nextFrame } = stores;
  if (!documents.getState().areOpenKnown) {
    await takeOpenDocuments(stores, client, replaced);
    // They are drawn before all the others come, which are many: by the second frame from now.
    await new Promise<void>((drawn) => nextFrame(() => nextFrame(drawn)));
  }
  await followStream(
    {
      open: () => client.qms.changes(undefined, { signal: replaced }),
      apply: perFrame(
        nextFrame,
        (changes) => documents.setState((state) => withDocumentsChanges(state, changes), true),
        ended,
      ),
      wait: waitFor,
    },
    ended,
  );
}

/** What is seen first. A hub of an earlier version knows no such call: then it comes with all others. */
async function takeOpenDocuments(
  { documents }: FollowedStores,
  client: HubClient,
  signal: AbortSignal,
): Promise<void> {
  const parts: OpenDocuments[] = [];
  try {
    for await (const part of await client.qms.open(undefined, { signal })) parts.push(part);
  } catch {
    return;
  }
  if (!signal.aborted) documents.setState((state) => withOpenDocuments(state, parts), true);
}

interface FollowedInbox {
  readonly inbox: Pick<OpenInbox, "items" | "pane">;
  readonly nextFrame: NextFrame;
}

/** The items of the inbox that is open: another agent's, another subscription. */
async function followInbox(
  { inbox: { items, pane }, nextFrame }: FollowedInbox,
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

/** What has become of the items of the agent whose place is seen: another agent's, another subscription. */
function followDeliveries(
  { inbox: { deliveries }, places, nextFrame }: FollowedStores,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  const seen = { read: () => agentOf(places.getState().shown), subscribe: places.subscribe };
  return followDeliveriesOf({ seen, deliveries, nextFrame }, client, project);
}

/** The same of the inbox that is looked at among those of everyone. */
function followChosen(
  { inboxes: { deliveries, pane }, nextFrame }: FollowedStores,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  const seen = { read: () => pane.getState().agent, subscribe: pane.subscribe };
  return followDeliveriesOf({ seen, deliveries, nextFrame }, client, project);
}

interface FollowedDeliveries {
  readonly seen: Followed<AgentId | undefined>;
  readonly deliveries: OpenInbox["deliveries"];
  readonly nextFrame: NextFrame;
}

async function followDeliveriesOf(
  { seen, deliveries, nextFrame }: FollowedDeliveries,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  await followValue(
    seen,
    async (agent, own) => {
      if (agent !== deliveries.getState().agent) deliveries.setState(noDeliveries(agent), true);
      if (agent === undefined) return;
      const replaced = AbortSignal.any([project.replaced, own.replaced]);
      await followStream(
        {
          open: () => client.inbox.deliveries({ agent }, { signal: replaced }),
          apply: perFrame(
            nextFrame,
            (changes) => deliveries.setState((state) => withDeliveries(state, changes), true),
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

/** What happens that a person may want to hear of. */
function followNews(
  { news, nextFrame }: FollowedStores,
  client: HubClient,
  { replaced, ended }: FollowedSignals,
): Promise<void> {
  return followStream(
    {
      open: () => client.news.changes(undefined, { signal: replaced }),
      apply: perFrame(
        nextFrame,
        (changes) => {
          for (const change of gatheredNews(changes))
            news.setState((state) => withNewsChange(state, change), true);
        },
        ended,
      ),
      wait: waitFor,
    },
    ended,
  );
}

/** What is told as a whole each time: of those that come within a frame the last says all. */
async function followWholes(
  { attention, containers, policies, tools, nextFrame }: FollowedStores,
  client: HubClient,
  { replaced, ended }: FollowedSignals,
): Promise<void> {
  const follow = <T>(open: () => Promise<AsyncIterable<T>>, take: (whole: T) => void): Promise<void> => {
    const apply = perFrame<T>(nextFrame, (told) => told.slice(-1).forEach(take), ended);
    return followStream({ open, apply, wait: waitFor }, ended);
  };
  const signal = { signal: replaced };
  await Promise.all([
    follow(
      () => client.attention.changes(undefined, signal),
      (entries) => attention.setState((state) => withEntries(state, entries), true),
    ),
    follow(
      () => client.containers.changes(undefined, signal),
      (known) => containers.setState((state) => withKnown(state, known), true),
    ),
    follow(
      () => client.policies.changes(undefined, signal),
      (told) => tell(policies, told),
    ),
    follow(
      () => client.tools.changes(undefined, signal),
      (known) => tools.setState((state) => withKnownTools(state, known), true),
    ),
  ]);
}
