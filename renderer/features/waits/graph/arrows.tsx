import { memo } from "react";
import type { WaitPart } from "../known-waits.ts";
import { arrowPath } from "./arrow-path.ts";
import type { DrawnWaits } from "./folded-waits.ts";
import type { Spot } from "./layout.ts";
import styles from "./wait-graph.module.css";

export interface ArrowsProps {
  readonly waits: DrawnWaits;
  readonly spots: ReadonlyMap<string, Spot>;
  /** Whose arrows stand out for now. */
  readonly marked: string | undefined;
}

const PARTS: readonly (WaitPart | "other")[] = ["other", "longest", "circle"];

/** The arrows between those who wait: of a circle broken and thick, of the longest line thick. */
export const Arrows = memo(function Arrows({ waits, spots, marked }: ArrowsProps) {
  return (
    <svg className={styles.arrows} aria-hidden="true">
      <defs>
        {PARTS.map((part) => (
          <marker
            key={part}
            id={`arrow-${part}`}
            viewBox="0 0 8 8"
            refX="7.5"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path className={styles.head} data-part={part} d="M 0 0.5 L 8 4 L 0 7.5 z" />
          </marker>
        ))}
      </defs>
      {waits.edges.map((edge) => {
        const from = spots.get(edge.from);
        const to = spots.get(edge.to);
        if (from === undefined || to === undefined) return null;
        const part = waits.parts.get(edge) ?? "other";
        const isOf = marked === undefined || edge.from === marked || edge.to === marked;
        return (
          <path
            key={`${edge.from} ${edge.to} ${edge.reason}`}
            className={styles.arrow}
            data-part={part}
            data-dimmed={!isOf}
            data-marked={isOf && marked !== undefined}
            d={arrowPath(from, to)}
            markerEnd={`url(#arrow-${part})`}
          />
        );
      })}
    </svg>
  );
});
