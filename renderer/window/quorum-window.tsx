import { useState } from "react";
import { useStore } from "zustand";
import { ProjectChooser } from "../features/project/project-chooser.tsx";
import { Welcome } from "../features/project/welcome.tsx";
import { SettingsDialog } from "../features/settings/settings-dialog.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import type { Quorum } from "../quorum.ts";
import { Dialog } from "../ui/dialog.tsx";
import { NoticeList } from "../ui/notice-list.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";
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
  const isConnected = status.kind === "connected";
  const closeDialog = (): void => setDialog(undefined);

  return (
    <div className={styles.window}>
      <TopBar
        project={host?.project}
        status={status}
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
        <Workbench quorum={quorum} isConnected={isConnected} openings={openings} onView={setView} />
      )}
      <StatusBar agents={quorum.agents} shown={shown} view={view} version={host?.version} />
      {dialog === "settings" && settings !== undefined && (
        <SettingsDialog
          settings={settings}
          isDesktop={quorum.isDesktop}
          onChange={quorum.changeSettings}
          onClose={closeDialog}
        />
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
