import type { News } from "../shared/contract/news.ts";
import type { Settings, SettingsUpdate } from "../shared/contract/settings.ts";
import { Actions } from "./actions/actions.ts";
import { platformOf } from "./actions/platform.ts";
import { sentenceFor } from "./connection/call-failure.ts";
import { waitFor } from "./connection/follow-stream.ts";
import { HubConnection } from "./connection/hub-connection.ts";
import { framesOf } from "./connection/per-frame.ts";
import type { Transport } from "./connection/transport.ts";
import { createActivity, type ActivityFeature } from "./features/activity/activity.ts";
import { agentCommands, type PerformAgentAction } from "./ui/agents/agent-commands.ts";
import { createAgentsStore, type AgentsStore } from "./ui/agents/agents-store.ts";
import { createStartAll, type StartAll } from "./features/agents/grid/start-all.ts";
import { createGridStore, type GridStore } from "./features/agents/grid/grid-store.ts";
import { createAgentPages, type AgentPages } from "./features/agents/page/agent-pages.ts";
import { attentionCommands, type AttentionCommands } from "./features/attention/attention-commands.ts";
import { createAttentionStore, type AttentionStore } from "./features/attention/attention-store.ts";
import { createCompose, type Compose } from "./features/compose/compose.ts";
import { createChecks, type ChecksFeature } from "./features/checks/checks.ts";
import { lookWhenDue } from "./features/checks/look-again.ts";
import { createContainers, type Containers } from "./features/containers/containers.ts";
import { createFlowStore } from "./features/dashboard/flow-store.ts";
import { createDocuments, type Documents } from "./features/documents/documents.ts";
import { createInbox, createOpenInbox, type Inbox } from "./features/inbox/inbox.ts";
import type { OpenInbox } from "./features/inbox/pane/open-inbox.ts";
import { browserToaster } from "./features/news/browser-toaster.ts";
import { desktopToaster } from "./features/news/desktop-toaster.ts";
import { createNews, type NewsFeature } from "./features/news/news.ts";
import { showingWaiting } from "./features/news/show-waiting.ts";
import type { Screen } from "./features/news/silence.ts";
import { sendChange } from "./connection/own-changes.ts";
import { policiesCommands, type PoliciesCommands } from "./features/policies/policies-commands.ts";
import { createPoliciesStore, type PoliciesStore } from "./features/policies/policies-store.ts";
import { createHostStore, type HostStore } from "./connection/host-store.ts";
import { projectCommands, type ProjectCommands } from "./features/project/project-commands.ts";
import { createSettingsStore, type SettingsStore } from "./features/settings/settings-store.ts";
import { followPlaces } from "./features/tabs/kept-places.ts";
import type { TerminalSetting } from "./features/terminals/pane/terminal-pane.tsx";
import { readGraphics } from "./features/terminals/session/graphics.ts";
import { chooseRenderer } from "./features/terminals/session/renderer-choice.ts";
import { keepSplits } from "./features/terminals/splits/kept-splits.ts";
import {
  createSplitsStore,
  withOpenOnly,
  type SplitsStore,
} from "./features/terminals/splits/splits-store.ts";
import { toolsCommands, type ToolsCommands } from "./features/tools/tools-commands.ts";
import { createToolsStore, type ToolsStore } from "./features/tools/tools-store.ts";
import { createWaitsStore } from "./features/waits/waits-store.ts";
import type { DeskStores } from "./follow-desk.ts";
import { followHub } from "./follow-hub.ts";
import { isSamePlace, type Place } from "./places/place.ts";
import { agentOfInbox, createPlacesStore, withPlace, type PlacesStore } from "./places/places-store.ts";
import type { Appearance } from "./theme/appearance.ts";
import { focusWork } from "./ui/focus.ts";
import { createNoticesStore, withNotice, type NoticesStore } from "./ui/notices.ts";

/** Everything behind the window: what it knows, and what it can ask for. */
export interface Quorum {
  readonly connection: HubConnection;
  readonly host: HostStore;
  readonly activity: ActivityFeature;
  readonly agents: AgentsStore;
  readonly grid: GridStore;
  readonly startAll: StartAll;
  readonly agentPages: AgentPages;
  readonly settings: SettingsStore;
  readonly places: PlacesStore;
  readonly actions: Actions;
  readonly inbox: Inbox;
  /** The inbox that is looked at among those of everyone. */
  readonly inboxes: OpenInbox;
  readonly compose: Compose;
  readonly documents: Documents;
  readonly desk: DeskStores;
  readonly attention: { readonly store: AttentionStore; readonly commands: AttentionCommands };
  readonly checks: ChecksFeature;
  readonly containers: Containers;
  readonly news: NewsFeature;
  readonly policies: { readonly store: PoliciesStore; readonly commands: PoliciesCommands };
  readonly tools: { readonly store: ToolsStore; readonly commands: ToolsCommands };
  readonly notices: NoticesStore;
  readonly terminals: TerminalSetting;
  readonly splits: SplitsStore;
  readonly isDesktop: boolean;
  readonly act: PerformAgentAction;
  readonly project: ProjectCommands;
  readonly changeSettings: (update: SettingsUpdate) => void;
  /** Shows the agent that a piece of news is about, where there is one. */
  readonly bringUp: (news: Pick<News, "agent">) => void;
}

export interface QuorumDependencies {
  readonly transport: Transport;
  readonly appearance: Appearance;
  readonly page: Window;
  /** Told of a defect that ends the connection for good. */
  readonly onFailure: (error: unknown) => void;
}

/** Puts the parts behind the window together, and lets them run for as long as the page lives. */
export function createQuorum({ transport, appearance, page, onFailure }: QuorumDependencies): Quorum {
  const host = createHostStore();
  const agents = createAgentsStore();
  const settings = createSettingsStore();
  const places = createPlacesStore();
  const actions = new Actions(platformOf(page.navigator.userAgent));
  const splits = createSplitsStore();
  const notices = createNoticesStore();
  const report = (sentence: string): void => notices.setState((state) => withNotice(state, sentence), true);

  const client = (): HubConnection["client"] => connection.client;
  const inbox = createInbox(client);
  const inboxes = createOpenInbox(client);
  const compose = createCompose({ client, page, report });
  const documents = createDocuments(
    client,
    page.localStorage,
    () => host.getState().known?.project?.path ?? "",
  );
  const desk: DeskStores = { flow: createFlowStore(), waits: createWaitsStore() };
  const isConnected = (): boolean => connection.status.getState().kind === "connected";
  const checks = createChecks({ client });
  const containers = createContainers({ client, isConnected });
  const attention = createAttentionStore();
  const policies = createPoliciesStore();
  const tools = createToolsStore();
  const nextFrame = framesOf(page);
  const activity = createActivity({ client, isConnected, nextFrame, now: Date.now });
  const bringUp = (piece: Pick<News, "agent">): void => {
    const agent = [...agents.getState().byId.keys()].find((id) => id === piece.agent);
    if (agent === undefined) return;
    const terminal: Place = { kind: "terminal", agent };
    // A terminal that comes takes the focus by itself.
    if (isSamePlace(places.getState().shown, terminal)) focusWork();
    else places.setState((state) => withPlace(state, terminal), true);
  };
  const toaster = page.quorum === undefined ? browserToaster(page) : desktopToaster(page.quorum, page);
  const news = createNews({
    toaster,
    client,
    settings: () => settings.getState().known?.notifications,
    attention,
    screen: () => screenOf(page.document, { places, agents }),
    open: bringUp,
  });
  const showWaiting = showingWaiting(page.document, toaster);
  const waits = (): void =>
    showWaiting({
      project: host.getState().known?.project?.name,
      count: attention.getState().entries.length,
    });
  host.subscribe(waits);
  attention.subscribe(waits);
  const followed = {
    host,
    agents,
    settings,
    places,
    attention,
    containers: containers.store,
    news: news.store,
    policies,
    tools,
    inbox,
    inboxes,
    compose: compose.store,
    documents: documents.store,
    desk,
    nextFrame,
  };
  const connection = new HubConnection({
    transport,
    follow: (joined, signal) => followHub(followed, joined, signal),
    wait: waitFor,
  });
  connection.run().catch(onFailure);

  settings.subscribe(({ known }, { known: before }) => {
    if (known === undefined || known === before) return;
    appearance.setLook(known);
    actions.choose({ keys: known.keys, controlLetters: known.terminalControlKeys });
  });
  places.subscribe((state) => inbox.commands.open(agentOfInbox(state)));
  host.subscribe(({ known }) => {
    if (known !== undefined) compose.openProject(known.project?.path);
  });
  lookWhenDue(
    {
      situation: () => {
        const { known } = host.getState();
        return isConnected() && known !== undefined ? `at ${known.project?.path ?? ""}` : undefined;
      },
      subscribe: (heard) => [host.subscribe(heard), connection.status.subscribe(heard)],
      onFocus: (heard) => page.addEventListener("focus", heard),
      now: () => performance.now(),
      after: (ms, work) => page.setTimeout(work, ms),
    },
    checks.commands.look,
  );
  // Before the places of a project are opened: those that stay open stay together.
  const openSplits = keepSplits(page.localStorage, splits);
  host.subscribe(({ known }) => {
    if (known !== undefined) openSplits(known.project?.path);
  });
  places.subscribe(({ open }) => {
    const agentsOfTerminals = open.flatMap((tab) => (tab.kind === "terminal" ? [tab.agent] : []));
    splits.setState((state) => withOpenOnly(state, new Set(agentsOfTerminals)), true);
  });
  followPlaces(page.localStorage, { host, agents, places });

  /** Asked when the first terminal is drawn: to ask takes a while. */
  let drawsBy: TerminalSetting["renderer"] | undefined;
  const act = agentCommands({ client, report });
  return {
    connection,
    host,
    activity,
    agents,
    grid: createGridStore(page.localStorage),
    agentPages: createAgentPages({ client, isConnected }),
    settings,
    places,
    actions,
    inbox,
    inboxes,
    compose,
    documents,
    desk,
    attention: { store: attention, commands: attentionCommands({ store: attention, client }) },
    checks,
    containers,
    news,
    policies: { store: policies, commands: policiesCommands({ store: policies, client }) },
    tools: { store: tools, commands: toolsCommands({ store: tools, client }) },
    notices,
    terminals: {
      openTerminal: (agent) => connection.openTerminal(agent),
      openShell: (agent) => connection.openShell(agent),
      appearance,
      get renderer() {
        return (drawsBy ??= chooseRenderer(readGraphics(page.document)));
      },
      platform: actions.platform,
      actionOf: (press) => actions.actionOf(press, true),
      fromBottom: new Map(),
    },
    splits,
    isDesktop: page.quorum !== undefined,
    act,
    startAll: createStartAll(act),
    project: projectCommands({ client, report }),
    changeSettings: (update) => {
      const change = (known: Settings): Settings => Object.assign({}, known, update);
      sendChange(settings, change, async () => client().settings.update(update)).catch((error) =>
        report(sentenceFor(error)),
      );
    },
    bringUp,
  };
}

/** What the person sees now: a terminal that has nothing to show shows nothing of what arrives either. */
function screenOf(
  document: Document,
  { places, agents }: { readonly places: PlacesStore; readonly agents: AgentsStore },
): Screen {
  const { shown } = places.getState();
  const isFocused = document.hasFocus() && document.visibilityState === "visible";
  // A shell shows nothing of what its agent does.
  if (shown.kind !== "terminal" && shown.kind !== "inbox") return { isFocused, shown: undefined };
  const { kind, agent } = shown;
  const isEmpty = kind === "terminal" && agents.getState().byId.get(agent)?.hasTerminal !== true;
  return { isFocused, shown: isEmpty ? undefined : { kind, agent } };
}
