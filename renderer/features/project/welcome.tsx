import { ProjectChooser, type ProjectChooserProps } from "./project-chooser.tsx";
import styles from "./welcome.module.css";

/** The first screen: no project is open yet. */
export function Welcome(props: ProjectChooserProps) {
  return (
    <main className={styles.welcome}>
      <div className={styles.column}>
        <header>
          <h1>Quorum</h1>
          <p>A control room for a team of Claude Code agents. Open a project to begin.</p>
        </header>
        <ProjectChooser {...props} />
      </div>
    </main>
  );
}
