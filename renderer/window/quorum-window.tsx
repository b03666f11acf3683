import { useState, type SetStateAction } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../shared/contract/agents.ts";
import { AttentionAnnouncer } from "../features/attention/attention-announcer.tsx";
import { AttentionButton } from "../features/attention/attention-button.tsx";
import { ContainersButton } from "../features/containers/containers-button.tsx";
import { NewsButton } from "../features/news/news-button.tsx";
import { ToastAllowance } from "../features/news/toast-allowance.tsx";
import { LimitsSection } from "../features/policies/limits-section.tsx";
import { ProjectChooser } from "../features/project/project-chooser.tsx";
import { Welcome } from "../features/project/welcome.tsx";
import { NotificationsSection } from "../features/settings/notifications/notifications-section.tsx";
import { SettingsDialog } from "../features/settings/settings-dialog.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import type { Quorum } from "../quorum.ts";
import { Dialog } from "../ui/dialog.tsx";
import { NoticeList } from "../ui/notice-list.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { closedAttention, toggledAttention, type AttentionRequest } from "./attention-request.ts";
import { ContainersCorner } from "./containers-corner.tsx";
import { NewsCorner } from "./news-corner.tsx";
import { ToolsCorner } from "./tools-corner.tsx";
import { Workbench } from "./workbench.tsx";
import styles from "./quorum-window.module.css";

export interface QuorumWindowProps {
  readonly quorum: Quorum;
}

/** The whole window. */
export function QuorumWindow({ quorum }: QuorumWindowProps) {
  const status = useStore(quorum.connection.status);
  const host = useStore(quorum.host, (state) => state.known);
  const settings = useStore(quorum.settings, (state) => state.known);
  const shown = useStore(quorum.tabs, (state) => state.shown?.agent);
  const [dialog, setDialog] = useState<"settings" | "project">();
  const [view, setView] = useState<TerminalViewStore>();
  const [openings, setOpenings] = useState(0);
  const [attention, setAttentionRequest] = useState<AttentionRequest>({ isOpen: false, count: 0 });
  const [isNewsOpen, setIsNewsOpen] = useState(false);
  const [isContainersOpen, setIsContainersOpen] = useState(false);
  const [toolsOf, setToolsOf] = useState<AgentId>();
  const agents = useStore(quorum.agents, (state) => state.byId);
  const isMac = quorum.terminals.platform === "mac";
  const isConnected = status.kind === "connected";
  // They stand in the same place.
  const setAttention = (change: SetStateAction<AttentionRequest>): void => {
    setIsNewsOpen(false);
    setIsContainersOpen(false);
    setToolsOf(undefined);
    setAttentionRequest(change);
  };
  const openNews = (isOpen: boolean): void => {
    if (isOpen) setAttentionRequest(closedAttention);
    setIsContainersOpen(false);
    setToolsOf(undefined);
    setIsNewsOpen(isOpen);
  };
  const openContainers = (isOpen: boolean): void => {
    if (isOpen) setAttentionRequest(closedAttention);
    setIsNewsOpen(false);
    setToolsOf(undefined);
    setIsContainersOpen(isOpen);
  };
  const openTools = (agent: AgentId | undefined): void => {
    if (agent !== undefined) setAttentionRequest(closedAttention);
    setIsNewsOpen(false);
    setIsContainersOpen(false);
    setToolsOf(agent);
  };
  const closeDialog = (): void => setDialog(undefined);

  return (
    <div className={styles.window}>
      <TopBar
        project={host?.project}
        status={status}
        attention={
          host?.project !== undefined && (
            <AttentionButton
              store={quorum.attention.store}
              isOpen={attention.isOpen}
              keys={isMac ? "⇧⌘A" : "Ctrl+Shift+A"}
              onPress={() => setAttention(toggledAttention)}
            />
          )
        }
        containers={
          host?.project !== undefined && (
            <ContainersButton
              store={quorum.containers.store}
              isOpen={isContainersOpen}
              keys={isMac ? "⇧⌘D" : "Ctrl+Shift+D"}
              onPress={() => openContainers(!isContainersOpen)}
            />
          )
        }
        news={
          host?.project !== undefined && (
            <NewsButton
              quiet={settings?.notifications.quiet}
              isOpen={isNewsOpen}
              keys={isMac ? "⇧⌘L" : "Ctrl+Shift+L"}
              onPress={() => openNews(!isNewsOpen)}
            />
          )
        }
        hasSettings={settings !== undefined}
        onProject={() => setDialog("project")}
        onSettings={() => setDialog("settings")}
      />
      {host === undefined ? (
        <Waiting />
      ) : host.project === undefined ? (
        <Welcome
          host={host}
          isConnected={isConnected}
          commands={quorum.project}
          onOpened={() => setOpenings((count) => count + 1)}
        />
      ) : (
        <Workbench
          quorum={quorum}
          isConnected={isConnected}
          openings={openings}
          attention={attention}
          onAttention={setAttention}
          onTools={openTools}
          onContainers={() => openContainers(true)}
          onView={setView}
        />
      )}
      <StatusBar agents={quorum.agents} shown={shown} view={view} version={host?.version} />
      {dialog === "settings" && settings !== undefined && (
        <SettingsDialog
          settings={settings}
          isDesktop={quorum.isDesktop}
          onChange={quorum.changeSettings}
          onClose={closeDialog}
        >
          <NotificationsSection
            settings={settings.notifications}
            agents={[...agents.keys()]}
            allowance={<ToastAllowance permission={quorum.news.permission} onAllow={quorum.news.allow} />}
            onChange={(notifications) => quorum.changeSettings({ notifications })}
          />
          {host?.project !== undefined && (
            <LimitsSection
              store={quorum.policies.store}
              commands={quorum.policies.commands}
              isConnected={isConnected}
              project={host.project.name}
            />
          )}
        </SettingsDialog>
      )}
      {dialog === "project" && host !== undefined && (
        <Dialog title="Open another project" onClose={closeDialog}>
          <ProjectChooser
            host={host}
            isConnected={isConnected}
            commands={quorum.project}
            onOpened={closeDialog}
          />
        </Dialog>
      )}
      {host?.project !== undefined && (
        <ContainersCorner
          quorum={quorum}
          isConnected={isConnected}
          isOpen={isContainersOpen}
          onOpen={openContainers}
        />
      )}
      {host?.project !== undefined && (
        <ToolsCorner
          quorum={quorum}
          isConnected={isConnected}
          agent={toolsOf}
          onClose={() => openTools(undefined)}
        />
      )}
      {host?.project !== undefined && <NewsCorner quorum={quorum} isOpen={isNewsOpen} onOpen={openNews} />}
      <AttentionAnnouncer store={quorum.attention.store} />
      <NoticeList store={quorum.notices} />
    </div>
  );
}

/** Before the hub has said anything. What takes no time shows no words. */
function Waiting() {
  return (
    <main className={styles.waiting}>
      <p>Connecting to Quorum…</p>
    </main>
  );
}
