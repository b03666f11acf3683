import styles from "./item-count.module.css";

export interface ItemCountProps {
  readonly count: number;
  readonly kind: "task" | "message" | "other";
}

/** More is not read as a number, and would not fit. */
const MOST_SHOWN = 999;

/** How many items of a kind lie in an inbox. */
export function ItemCount({ count, kind }: ItemCountProps) {
  return (
    <span className={styles.count} data-kind={kind}>
      {count > MOST_SHOWN ? `${String(MOST_SHOWN)}+` : count}
    </span>
  );
}
