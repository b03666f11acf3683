import type { ReactNode } from "react";
import { StateDot } from "../../ui/state-dot.tsx";
import type { PartWords } from "./containers-words.ts";
import styles from "./part.module.css";

export interface PartProps {
  /** What it is, for those who do not see where it stands. */
  readonly label: string;
  readonly words: PartWords;
  /** Why the last thing that was asked for here was not done. */
  readonly refusal: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** One thing that containers depend on: how it stands, and the buttons that mend it. */
export function Part({ label, words, refusal, children, actions }: PartProps) {
  return (
    <section className={styles.part} aria-label={label} data-tone={words.tone}>
      <header className={styles.header}>
        <span className={styles.dot}>
          <StateDot tone={words.tone} />
        </span>
        <div className={styles.text} role="status">
          <b>{words.title}</b>
          {words.detail !== undefined && <p>{words.detail}</p>}
        </div>
        {actions !== undefined && <span className={styles.actions}>{actions}</span>}
      </header>
      {children}
      {refusal !== undefined && (
        <p className={styles.refusal} role="status">
          {refusal}
        </p>
      )}
    </section>
  );
}
