import { useState } from "react";
import type { HostState, Project } from "../../../shared/contract/host.ts";
import { Icon } from "../../ui/icon.tsx";
import { FolderForm } from "./folder-form.tsx";
import { NewProject } from "./new-project.tsx";
import type { ProjectCommands } from "./project-commands.ts";
import styles from "./project-chooser.module.css";

export interface ProjectChooserProps {
  readonly host: HostState;
  readonly isConnected: boolean;
  readonly commands: ProjectCommands;
  /** Told when a project was opened. */
  readonly onOpened?: () => void;
}

/** The ways to a project: a folder, one that was open before, a new one, or the sample. */
export function ProjectChooser({ host, isConnected, commands, onOpened }: ProjectChooserProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [recentFailure, setRecentFailure] = useState<string>();
  const recent = host.recent.filter((project) => project.path !== host.project?.path);

  /** Runs one way to a project; answers the sentence that says why it did not work. */
  const tryTo = async (open: () => Promise<string | undefined>): Promise<string | undefined> => {
    setIsBusy(true);
    const failure = await open();
    setIsBusy(false);
    if (failure === undefined) onOpened?.();
    return failure;
  };
  const openRecent = (project: Project): void => {
    void tryTo(() => commands.open(project.path)).then(setRecentFailure);
  };
  const isDisabled = isBusy || !isConnected;

  return (
    <div className={styles.chooser}>
      <FolderForm
        title="Open a project"
        hint="A folder with quorum.json, QMS or .claude in it."
        label="Project folder"
        action="Open"
        isPrimary
        isDisabled={isDisabled}
        {...(host.canChooseFolder ? { onBrowse: commands.choose } : {})}
        onSubmit={(path) => tryTo(() => commands.open(path))}
      />
      {recent.length > 0 && (
        <section className={styles.section}>
          <h3>Recent projects</h3>
          <ul className={styles.recent} aria-label="Recent projects">
            {recent.map((project) => (
              <li key={project.path}>
                <button
                  type="button"
                  disabled={isDisabled}
                  title={project.path}
                  onClick={() => openRecent(project)}
                >
                  <Icon name="folder" />
                  <b>{project.name}</b>
                  <span>{project.path}</span>
                </button>
              </li>
            ))}
          </ul>
          {recentFailure !== undefined && (
            <p className={styles.failure} role="alert">
              {recentFailure}
            </p>
          )}
        </section>
      )}
      <NewProject
        commands={commands}
        canBrowse={host.canChooseFolder}
        isDisabled={isDisabled}
        tryTo={tryTo}
      />
      <FolderForm
        title="Create the sample project"
        hint="Three agents and a few documents to try everything with. It needs no account."
        label="Folder for the sample project"
        action="Create"
        initialPath={host.sampleFolder}
        isDisabled={isDisabled}
        {...(host.canChooseFolder ? { onBrowse: commands.choose } : {})}
        onSubmit={(path) => tryTo(() => commands.createSample(path))}
      />
    </div>
  );
}
