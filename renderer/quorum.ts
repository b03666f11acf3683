import type { News } from "../shared/contract/news.ts";
import type { SettingsUpdate } from "../shared/contract/settings.ts";
import { sentenceFor } from "./connection/call-failure.ts";
import { waitFor } from "./connection/follow-stream.ts";
import { HubConnection } from "./connection/hub-connection.ts";
import { framesOf } from "./connection/per-frame.ts";
import type { Transport } from "./connection/transport.ts";
import { agentCommands, type PerformAgentAction } from "./features/agents/agent-commands.ts";
import { createAgentsStore, type AgentsStore } from "./features/agents/agents-store.ts";
import { attentionCommands, type AttentionCommands } from "./features/attention/attention-commands.ts";
import { createAttentionStore, type AttentionStore } from "./features/attention/attention-store.ts";
import { createContainers, type Containers } from "./features/containers/containers.ts";
import { createInbox, type Inbox } from "./features/inbox/inbox.ts";
import { browserToaster } from "./features/news/browser-toaster.ts";
import { desktopToaster } from "./features/news/desktop-toaster.ts";
import { createNews, type NewsFeature } from "./features/news/news.ts";
import { showingWaiting } from "./features/news/show-waiting.ts";
import type { Screen } from "./features/news/silence.ts";
import { policiesCommands, type PoliciesCommands } from "./features/policies/policies-commands.ts";
import { createPoliciesStore, type PoliciesStore } from "./features/policies/policies-store.ts";
import { createHostStore, type HostStore } from "./features/project/host-store.ts";
import { projectCommands, type ProjectCommands } from "./features/project/project-commands.ts";
import {
  createSettingsStore,
  withChange,
  withoutChange,
  withTold,
  type SettingsStore,
} from "./features/settings/settings-store.ts";
import { followTabs } from "./features/tabs/kept-tabs.ts";
import {
  agentOfInbox,
  createTabsStore,
  isSameTab,
  withTab,
  type TabsStore,
} from "./features/tabs/tabs-store.ts";
import { platformOf } from "./features/terminals/input/key-map.ts";
import type { TerminalSetting } from "./features/terminals/pane/terminal-pane.tsx";
import { readGraphics } from "./features/terminals/session/graphics.ts";
import { chooseRenderer } from "./features/terminals/session/renderer-choice.ts";
import { toolsCommands, type ToolsCommands } from "./features/tools/tools-commands.ts";
import { createToolsStore, type ToolsStore } from "./features/tools/tools-store.ts";
import { followHub } from "./follow-hub.ts";
import type { Appearance } from "./theme/appearance.ts";
import { focusWork } from "./ui/focus.ts";
import { createNoticesStore, withNotice, type NoticesStore } from "./ui/notices.ts";

/** Everything behind the window: what it knows, and what it can ask for. */
export interface Quorum {
  readonly connection: HubConnection;
  readonly host: HostStore;
  readonly agents: AgentsStore;
  readonly settings: SettingsStore;
  readonly tabs: TabsStore;
  readonly inbox: Inbox;
  readonly attention: { readonly store: AttentionStore; readonly commands: AttentionCommands };
  readonly containers: Containers;
  readonly news: NewsFeature;
  readonly policies: { readonly store: PoliciesStore; readonly commands: PoliciesCommands };
  readonly tools: { readonly store: ToolsStore; readonly commands: ToolsCommands };
  readonly notices: NoticesStore;
  readonly terminals: TerminalSetting;
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
  const tabs = createTabsStore();
  const notices = createNoticesStore();
  const report = (sentence: string): void => notices.setState((state) => withNotice(state, sentence), true);

  const client = (): HubConnection["client"] => connection.client;
  const inbox = createInbox(client);
  const containers = createContainers({
    client,
    isConnected: () => connection.status.getState().kind === "connected",
  });
  const attention = createAttentionStore();
  const policies = createPoliciesStore();
  const tools = createToolsStore();
  const nextFrame = framesOf(page);
  const bringUp = (piece: Pick<News, "agent">): void => {
    const agent = [...agents.getState().byId.keys()].find((id) => id === piece.agent);
    if (agent === undefined) return;
    const tab = { kind: "terminal", agent } as const;
    // A terminal that comes takes the focus by itself.
    if (isSameTab(tabs.getState().shown, tab)) focusWork();
    else tabs.setState((state) => withTab(state, tab), true);
  };
  const toaster = page.quorum === undefined ? browserToaster(page) : desktopToaster(page.quorum, page);
  const news = createNews({
    toaster,
    client,
    settings: () => settings.getState().known?.notifications,
    attention,
    screen: () => screenOf(page.document, { tabs, agents }),
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
    tabs,
    attention,
    containers: containers.store,
    news: news.store,
    policies,
    tools,
    inbox,
    nextFrame,
  };
  const connection = new HubConnection({
    transport,
    follow: (joined, signal) => followHub(followed, joined, signal),
    wait: waitFor,
  });
  connection.run().catch(onFailure);

  settings.subscribe(({ known }, { known: before }) => {
    if (known !== undefined && known.theme !== before?.theme) appearance.setTheme(known.theme);
  });
  tabs.subscribe((state) => inbox.commands.open(agentOfInbox(state)));
  followTabs(page.localStorage, { host, agents, tabs });

  return {
    connection,
    host,
    agents,
    settings,
    tabs,
    inbox,
    attention: { store: attention, commands: attentionCommands({ store: attention, client }) },
    containers,
    news,
    policies: { store: policies, commands: policiesCommands({ store: policies, client }) },
    tools: { store: tools, commands: toolsCommands({ store: tools, client }) },
    notices,
    terminals: {
      openTerminal: (agent) => connection.openTerminal(agent),
      openShell: (agent) => connection.openShell(agent),
      appearance,
      renderer: chooseRenderer(readGraphics(page.document)),
      platform: platformOf(page.navigator.userAgent),
      fromBottom: new Map(),
    },
    isDesktop: page.quorum !== undefined,
    act: agentCommands({ client, report }),
    project: projectCommands({ client, report }),
    changeSettings: (update) => {
      void changeSettings(settings, client, update).catch((error) => report(sentenceFor(error)));
    },
    bringUp,
  };
}

/** What the person sees now: a terminal that has nothing to show shows nothing of what arrives either. */
function screenOf(
  document: Document,
  { tabs, agents }: { readonly tabs: TabsStore; readonly agents: AgentsStore },
): Screen {
  const { shown } = tabs.getState();
  const isFocused = document.hasFocus() && document.visibilityState === "visible";
  // A shell shows nothing of what its agent does.
  if (shown === undefined || shown.kind === "shell") return { isFocused, shown: undefined };
  const { kind, agent } = shown;
  const isEmpty = kind === "terminal" && agents.getState().byId.get(agent)?.hasTerminal !== true;
  return { isFocused, shown: isEmpty ? undefined : { kind, agent } };
}

async function changeSettings(
  settings: SettingsStore,
  client: () => HubConnection["client"],
  change: SettingsUpdate,
): Promise<void> {
  settings.setState((state) => withChange(state, change), true);
  try {
    const told = await client().settings.update(change);
    settings.setState((state) => withTold(state, told), true);
  } finally {
    settings.setState((state) => withoutChange(state, change), true);
  }
}
