import styles from "./state-dot.module.css";

export interface StateDotProps {
  readonly tone: "quiet" | "busy" | "ok" | "warn" | "bad";
}

/** A state as a coloured dot, beside the words that say it. */
export function StateDot({ tone }: StateDotProps) {
  return <i className={styles.dot} data-tone={tone} aria-hidden="true" />;
}
