import { Button } from "../ui/button.tsx";
import styles from "./failure-screen.module.css";

export interface FailureScreenProps {
  readonly onReload: () => void;
}

/** Stands for the window when it cannot go on by itself. */
export function FailureScreen({ onReload }: FailureScreenProps) {
  return (
    <main className={styles.screen}>
      <div className={styles.message} role="alert">
        <h1>Something went wrong in this window.</h1>
        <p>The agents go on.</p>
        <Button isPrimary onPress={onReload}>
          Reload
        </Button>
      </div>
    </main>
  );
}
