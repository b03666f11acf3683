import type { ReactNode } from "react";
import { ProjectChooser, type ProjectChooserProps } from "./project-chooser.tsx";
import styles from "./welcome.module.css";

export interface WelcomeProps extends ProjectChooserProps {
  /** How this machine stands. */
  readonly setUp: ReactNode;
}

/** The first screen: no project is open yet. */
export function Welcome({ setUp, ...props }: WelcomeProps) {
  return (
    <main className={styles.welcome}>
      <div className={styles.column}>
        <header>
          <h1>Quorum</h1>
          <p>A control room for a team of Claude Code agents. Open a project to begin.</p>
        </header>
        <ProjectChooser {...props} />
        {setUp}
      </div>
    </main>
  );
}
