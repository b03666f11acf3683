import { MARK } from "./diagram-shape.ts";
import type { Standing } from "./state-graph.ts";
import styles from "./state-diagram.module.css";

/** The mark of a state, around the origin: its form says as much as its colour. */
export function StateMark({ standing }: { readonly standing: Standing }) {
  return (
    <g className={styles.mark} data-where={standing}>
      <circle r={MARK} />
      {standing === "passed" && <path d="M -2.6 0.2 L -0.7 2.1 L 2.7 -1.9" />}
      {standing === "before" && <circle className={styles.core} r={2} />}
    </g>
  );
}
