import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { AttentionButton } from "../features/attention/attention-button.tsx";
import { MachineChecks } from "../features/checks/machine-checks.tsx";
import { QmsPill } from "../features/checks/qms-pill.tsx";
import { ContainersButton } from "../features/containers/containers-button.tsx";
import { NewsButton } from "../features/news/news-button.tsx";
import { InitializeDialog } from "../features/project/initialize-dialog.tsx";
import { ProjectChooser } from "../features/project/project-chooser.tsx";
import { Welcome } from "../features/project/welcome.tsx";
import { Tour } from "../features/tour/tour.tsx";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { isActionId } from "../actions/action-list.ts";
import { useActionKeys, useActionWays, useKeysText } from "../actions/use-actions.ts";
import { agentOf } from "../places/place.ts";
import type { Quorum } from "../quorum.ts";
import { Dialog } from "../ui/dialog.tsx";
import { NoticeList } from "../ui/notice-list.tsx";
import { withNotice } from "../ui/notices.ts";
import { lazyView } from "./lazy-view.tsx";
import { preloadTerminals } from "./loaded-terminals.tsx";
import { preloadPlaces } from "./place-view.tsx";
import { SearchButton } from "./search-button.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { Announcer } from "./announcements/announcer.tsx";
import { ComposeCorner, preloadCompose } from "./compose-corner.tsx";
import { ContainersCorner } from "./containers-corner.tsx";
import { NewsCorner } from "./news-corner.tsx";
import { toggled, type SideSheet } from "./side-sheet.ts";
import { ToolsCorner } from "./tools-corner.tsx";
import { Workbench } from "./workbench.tsx";
import styles from "./quorum-window.module.css";

export interface QuorumWindowProps {
  readonly quorum: Quorum;
}

/** What is open over the window, alone. */
type Opened =
  | { readonly kind: "palette" }
  | { readonly kind: "project" }
  | { readonly kind: "initialize" }
  | { readonly kind: "settings"; readonly section?: string };

const NOT_LOADED = "This part of the window could not be loaded. Try again when Quorum is connected.";
const PALETTE = lazyView(async () => (await import("./palette-corner.tsx")).PaletteCorner);
const SETTINGS = lazyView(async () => (await import("./settings-corner.tsx")).SettingsCorner);

/** All else is loaded when what is seen first is there and rests; what cannot be now is when it is needed. */
const PRELOAD_AFTER_MS = 500;

async function preloadAll({ documents }: Quorum): Promise<void> {
  await PALETTE.preload();
  await preloadTerminals();
  await preloadPlaces();
  await SETTINGS.preload();
  await preloadCompose();
  await documents.prepare();
}

/** The whole window. */
export function QuorumWindow({ quorum }: QuorumWindowProps) {
  const status = useStore(quorum.connection.status);
  const host = useStore(quorum.host, (state) => state.known);
  const settings = useStore(quorum.settings, (state) => state.known);
  const shown = useStore(quorum.places, (state) => agentOf(state.shown));
  const [opened, setOpened] = useState<Opened>();
  const [view, setView] = useState<TerminalViewStore>();
  const [openings, setOpenings] = useState(0);
  const [side, setSide] = useState<SideSheet>();
  const [openSettings] = useState(
    () =>
      (section: string): void =>
        setOpened({ kind: "settings", section }),
  );
  /** Grows each time that the tour is asked for; nothing while there is none. */
  const [tour, setTour] = useState<number>();
  const { actions } = quorum;
  const areDocumentsKnown = useStore(quorum.documents.store, ({ isKnown }) => isKnown);
  /** Whether what is seen first is there. */
  const isSeen = host !== undefined && (host.project === undefined || areDocumentsKnown);
  const hasProject = host?.project !== undefined;
  const isConnected = status.kind === "connected";
  const toggle = (kind: "attention" | "news" | "containers"): void =>
    setSide((before) => toggled(before, kind));
  const closeSide = (): void => setSide(undefined);
  /** What cannot be loaded, while the server is away, is not opened. */
  const open = (wanted: Opened): void => {
    const loaded = wanted.kind === "palette" ? PALETTE : SETTINGS;
    loaded.preload().then(
      () => setOpened(wanted),
      () => quorum.notices.setState((state) => withNotice(state, NOT_LOADED), true),
    );
  };
  const closeDialog = (): void => setOpened(undefined);
  const needsProject = (): string | undefined => (hasProject ? undefined : "Open a project first.");
  const hasQms = (): string | undefined => {
    const check = quorum.checks.store.getState().known?.checks.find(({ id }) => id === "qms");
    return check?.mend?.kind === "initialize" ? undefined : "This project has a QMS.";
  };
  const needsSettings = (): string | undefined =>
    settings === undefined ? "Quorum is not connected." : undefined;

  useActionKeys(actions);
  useActionWays(actions, {
    "palette.open": { whyNot: needsProject, run: () => open({ kind: "palette" }) },
    "settings.open": { whyNot: needsSettings, run: () => open({ kind: "settings" }) },
    "settings.keys": { whyNot: needsSettings, run: () => open({ kind: "settings", section: "keys" }) },
    "project.open": { whyNot: needsProject, run: () => setOpened({ kind: "project" }) },
    "setup.open": { whyNot: needsSettings, run: () => open({ kind: "settings", section: "setup" }) },
    "qms.initialize": {
      whyNot: () => needsProject() ?? hasQms(),
      run: () => setOpened({ kind: "initialize" }),
    },
    "tour.start": { whyNot: needsProject, run: () => setTour((count) => (count ?? 0) + 1) },
    "containers.toggle": { whyNot: needsProject, run: () => toggle("containers") },
    "theme.switch": {
      whyNot: needsSettings,
      run: () =>
        quorum.changeSettings({
          theme: quorum.terminals.appearance.current === "dark" ? "light" : "dark",
        }),
    },
  });
  const attentionKeys = useKeysText(actions, "attention.toggle");
  const newsKeys = useKeysText(actions, "news.toggle");
  const containersKeys = useKeysText(actions, "containers.toggle");
  useEffect(() => {
    // What was cut off when the server went away is loaded when it is back.
    if (!isSeen || !isConnected) return undefined;
    const idle = setTimeout(() => void preloadAll(quorum).catch(() => undefined), PRELOAD_AFTER_MS);
    return () => clearTimeout(idle);
  }, [quorum, isSeen, isConnected]);

  return (
    <div className={styles.window}>
      <TopBar
        project={host?.project}
        status={status}
        attention={
          host?.project !== undefined && (
            <AttentionButton
              store={quorum.attention.store}
              isOpen={side?.kind === "attention"}
              keys={attentionKeys}
              onPress={() => toggle("attention")}
            />
          )
        }
        qms={hasProject && <QmsPill store={quorum.checks.store} onPress={() => actions.run("setup.open")} />}
        containers={
          host?.project !== undefined && (
            <ContainersButton
              store={quorum.containers.store}
              isOpen={side?.kind === "containers"}
              keys={containersKeys}
              onPress={() => toggle("containers")}
            />
          )
        }
        news={
          host?.project !== undefined && (
            <NewsButton
              quiet={settings?.notifications.quiet}
              isOpen={side?.kind === "news"}
              keys={newsKeys}
              onPress={() => toggle("news")}
            />
          )
        }
        search={hasProject && <SearchButton actions={actions} />}
        hasSettings={settings !== undefined}
        onProject={() => setOpened({ kind: "project" })}
        onSettings={() => open({ kind: "settings" })}
      />
      {host === undefined ? (
        <Waiting />
      ) : host.project === undefined ? (
        <Welcome
          host={host}
          isConnected={isConnected}
          commands={quorum.project}
          setUp={
            settings !== undefined && (
              <MachineChecks checks={quorum.checks} onAll={() => actions.run("setup.open")} />
            )
          }
          onOpened={() => setOpenings((count) => count + 1)}
        />
      ) : (
        <Workbench
          quorum={quorum}
          isConnected={isConnected}
          openings={openings}
          side={side}
          onSide={setSide}
          onView={setView}
        />
      )}
      <StatusBar
        agents={quorum.agents}
        shown={shown}
        view={view}
        deliveries={quorum.inbox.deliveries}
        version={host?.version}
        containers={quorum.containers}
        isConnected={isConnected}
        keys={containersKeys}
        onContainers={host?.project === undefined ? undefined : () => toggle("containers")}
      />
      {opened?.kind === "settings" && settings !== undefined && (
        <SETTINGS.View
          quorum={quorum}
          settings={settings}
          project={host?.project?.name}
          isConnected={isConnected}
          first={opened.section}
          onClose={closeDialog}
        />
      )}
      {opened?.kind === "palette" && host?.project !== undefined && (
        <PALETTE.View
          quorum={quorum}
          project={host.project.path}
          onSettings={openSettings}
          onClose={closeDialog}
        />
      )}
      {opened?.kind === "project" && host !== undefined && (
        <Dialog title="Open another project" onClose={closeDialog}>
          <ProjectChooser
            host={host}
            isConnected={isConnected}
            commands={quorum.project}
            onOpened={closeDialog}
          />
        </Dialog>
      )}
      {opened?.kind === "initialize" && host?.project !== undefined && (
        <InitializeDialog
          path={host.project.path}
          isConnected={isConnected}
          commands={quorum.project}
          onMade={() => {
            closeDialog();
            void quorum.checks.commands.look();
          }}
          onClose={closeDialog}
        />
      )}
      {tour !== undefined && hasProject && (
        <Tour
          key={tour}
          keysOf={(action) => (isActionId(action) ? actions.keysText(action) : undefined)}
          onEnd={() => {
            setTour(undefined);
            quorum.changeSettings({ tour: "over" });
          }}
        />
      )}
      {host?.project !== undefined && (
        <ContainersCorner
          quorum={quorum}
          isConnected={isConnected}
          isOpen={side?.kind === "containers"}
          onClose={closeSide}
        />
      )}
      {host?.project !== undefined && (
        <ToolsCorner
          quorum={quorum}
          isConnected={isConnected}
          agent={side?.kind === "tools" ? side.agent : undefined}
          onClose={closeSide}
        />
      )}
      {host?.project !== undefined && <ComposeCorner quorum={quorum} isConnected={isConnected} />}
      {host?.project !== undefined && (
        <NewsCorner
          quorum={quorum}
          isOpen={side?.kind === "news"}
          onOpen={() => setSide({ kind: "news" })}
          onClose={closeSide}
        />
      )}
      <Announcer quorum={quorum} />
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
