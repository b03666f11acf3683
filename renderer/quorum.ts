import type { SettingsUpdate } from "../shared/contract/settings.ts";
import { sentenceFor } from "./connection/call-failure.ts";
import { waitFor } from "./connection/follow-stream.ts";
import { HubConnection } from "./connection/hub-connection.ts";
import { framesOf } from "./connection/per-frame.ts";
import type { Transport } from "./connection/transport.ts";
import { agentCommands, type PerformAgentAction } from "./features/agents/agent-commands.ts";
import { createAgentsStore, type AgentsStore } from "./features/agents/agents-store.ts";
import { createInbox, type Inbox } from "./features/inbox/inbox.ts";
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
import { agentOfInbox, createTabsStore, type TabsStore } from "./features/tabs/tabs-store.ts";
import { platformOf } from "./features/terminals/input/key-map.ts";
import type { TerminalSetting } from "./features/terminals/pane/terminal-pane.tsx";
import { readGraphics } from "./features/terminals/session/graphics.ts";
import { chooseRenderer } from "./features/terminals/session/renderer-choice.ts";
import { followHub } from "./follow-hub.ts";
import type { Appearance } from "./theme/appearance.ts";
import { createNoticesStore, withNotice, type NoticesStore } from "./ui/notices.ts";

/** Everything behind the window: what it knows, and what it can ask for. */
export interface Quorum {
  readonly connection: HubConnection;
  readonly host: HostStore;
  readonly agents: AgentsStore;
  readonly settings: SettingsStore;
  readonly tabs: TabsStore;
  readonly inbox: Inbox;
  readonly notices: NoticesStore;
  readonly terminals: TerminalSetting;
  readonly isDesktop: boolean;
  readonly act: PerformAgentAction;
  readonly project: ProjectCommands;
  readonly changeSettings: (update: SettingsUpdate) => void;
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
  const followed = { host, agents, settings, inbox, nextFrame: framesOf(page) };
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
    notices,
    terminals: {
      openTerminal: (agent) => connection.openTerminal(agent),
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
  };
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
