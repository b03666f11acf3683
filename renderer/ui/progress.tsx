import styles from "./progress.module.css";

export interface ProgressProps {
  readonly label: string;
  /** How much of it is done. */
  readonly done: number;
  readonly all: number;
}

/** How far something is. What it says in figures stands beside it. */
export function Progress({ label, done, all }: ProgressProps) {
  return <progress className={styles.progress} aria-label={label} value={done} max={Math.max(all, 1)} />;
}

/** Something goes on. It is seen only after a moment: what takes no time needs no sign. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span className={styles.spinner} role="status">
      <i aria-hidden="true" />
      {label}
    </span>
  );
}
