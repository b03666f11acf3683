import { useId } from "react";
import { WHY_FIXED, type ViewKey } from "../../../actions/view-keys.ts";
import styles from "./key-row.module.css";

/** A key of a view, which is listed so that it is known, and cannot be changed. */
export function ViewKeyRow({ view, title, keys }: ViewKey) {
  const name = useId();
  return (
    <div className={styles.row} role="group" aria-labelledby={name} title={WHY_FIXED}>
      <span className={styles.title} id={name}>
        {view}: {title}
      </span>
      <span className={styles.keys}>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
      <span className={styles.reset} />
    </div>
  );
}
