import type { ReactNode } from "react";
import type { Project } from "../../shared/contract/host.ts";
import { ConnectionPill } from "../connection/connection-pill.tsx";
import type { ConnectionStatus } from "../connection/hub-connection.ts";
import { IconButton } from "../ui/icon-button.tsx";
import styles from "./top-bar.module.css";

export interface TopBarProps {
  readonly project: Project | undefined;
  readonly status: ConnectionStatus;
  /** The way to what waits for the person. */
  readonly attention: ReactNode;
  /** How the project's QMS stands. */
  readonly qms: ReactNode;
  /** The way to the containers. */
  readonly containers: ReactNode;
  /** The way to the history of notifications. */
  readonly news: ReactNode;
  /** The way to everything. */
  readonly search: ReactNode;
  readonly hasSettings: boolean;
  readonly onProject: () => void;
  readonly onSettings: () => void;
}

/** The window's upper edge: which project this is, and how the connection stands. */
export function TopBar(props: TopBarProps) {
  const { project, status, attention, qms, containers, news, search, hasSettings, onProject, onSettings } =
    props;
  return (
    <header className={styles.bar}>
      <b>Quorum</b>
      {project !== undefined && (
        <button
          type="button"
          className={styles.project}
          title={`${project.path}\nOpen another project`}
          aria-label={`Project ${project.name}, open another`}
          onClick={onProject}
        >
          {project.name}
        </button>
      )}
      <span className={styles.middle}>{search}</span>
      <span className={styles.right}>
        {attention}
        <ConnectionPill status={status} />
        {qms}
        {containers}
        {news}
        <IconButton icon="settings" label="Settings" isDisabled={!hasSettings} onPress={onSettings} />
      </span>
    </header>
  );
}
