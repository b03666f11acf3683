import { useId } from "react";
import type { Waits, WaitNode } from "../../../../shared/contract/desk.ts";
import { durationText, momentText } from "../../../ui/time-text.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { KnownWaits } from "../known-waits.ts";
import { lineText, nameOf, sentencesOf } from "../wait-words.ts";
import { Sentence } from "./sentence.tsx";
import styles from "./wait-list.module.css";

export interface WaitListProps {
  /** All of them, whatever is looked for: circles and the longest line are of all. */
  readonly told: Waits;
  readonly all: ReadonlyMap<string, WaitNode>;
  readonly waits: KnownWaits;
  readonly onOpen: (node: WaitNode) => void;
}

/** More than that nobody reads as sentences; the table has all. */
const MOST_SENTENCES = 100;

/** Who waits for whom in sentences: circles and the longest line first, then all waits, the oldest first. */
export function WaitList({ told, all, waits, onOpen }: WaitListProps) {
  const now = useNow();
  const sentences = sentencesOf(waits);
  const circlesTitle = useId();
  return (
    <div className={styles.list}>
      {told.cycles.length > 0 && (
        <section aria-labelledby={circlesTitle} data-part="circle">
          <h2 id={circlesTitle}>
            <Sample part="circle" />
            {told.cycles.length === 1
              ? "A circle: nobody in it can go on"
              : "Circles: nobody in them can go on"}
          </h2>
          <ul>
            {told.cycles.map((keys) => (
              <li key={keys.join(" ")}>
                <Sentence text={`${lineText(keys, all, true)}.`} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {told.longest.length > 2 && (
        <section aria-label="The longest line" data-part="longest">
          <h2>
            <Sample part="longest" />
            The longest line: {told.longest.length}
          </h2>
          <p>
            <Sentence text={`${lineText(told.longest, all, false)}.`} />
          </p>
        </section>
      )}
      <section aria-label="All waits">
        <h2>
          <Sample part="other" />
          All waits, the oldest first
        </h2>
        <ul>
          {sentences.slice(0, MOST_SENTENCES).map(({ key, text, edge }) => {
            const node = waits.nodes.get(edge.to);
            return (
              <li key={key}>
                <button
                  type="button"
                  title={node && `Open ${nameOf(node)}`}
                  onClick={() => node !== undefined && onOpen(node)}
                >
                  <Sentence text={text} />
                  {edge.since > 0 && (
                    <time title={momentText(edge.since)}> for {durationText(now - edge.since)}</time>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        {sentences.length > MOST_SENTENCES && (
          <p>{sentences.length - MOST_SENTENCES} more are in the table.</p>
        )}
      </section>
    </div>
  );
}

/** How such a wait is drawn. */
function Sample({ part }: { readonly part: "circle" | "longest" | "other" }) {
  return (
    <svg className={styles.sample} data-part={part} aria-hidden="true" viewBox="0 0 26 8">
      <path d="M 0 4 L 20 4" />
      <path d="M 19 0.5 L 26 4 L 19 7.5 z" />
    </svg>
  );
}
