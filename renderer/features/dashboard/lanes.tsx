import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import { Button } from "../../ui/button.tsx";
import { agoText } from "../../ui/time-text.ts";
import { useNow } from "../../ui/use-now.ts";
import { OPEN_LANES, sinceOf, type OpenLane } from "./board.ts";
import type { DashboardParts } from "./dashboard-parts.ts";
import { DocumentCard } from "./document-card.tsx";
import { finishedCount, finishedToday, type Finished } from "./today.ts";
import { useHeld, type Reading } from "./use-held.ts";
import { countText } from "../../ui/count-text.ts";
import styles from "./lanes.module.css";

const TITLES: Readonly<Record<OpenLane, string>> = {
  draft: "Draft",
  review: "In review",
  approval: "In approval",
  execution: "In execution",
};

/** So many are shown of a lane; the others are in the view of documents. */
const MOST_SHOWN = 12;

/** The documents by their state. Each lane follows by itself what is in it. */
export function Lanes(parts: DashboardParts) {
  return (
    <div className={styles.lanes} role="group" aria-label="Documents by state">
      {OPEN_LANES.map((lane) => (
        <OpenLaneView key={lane} lane={lane} {...parts} />
      ))}
      <FinishedLane {...parts} />
    </div>
  );
}

const idOf = ({ id }: DocumentView): string => id;

function OpenLaneView({
  lane,
  documents,
  board,
  colours,
  ways,
}: DashboardParts & { readonly lane: OpenLane }) {
  const isKnown = useStore(documents, (state) => state.areOpenKnown);
  const inLane = useStore(
    documents,
    useShallow(({ byId }) => board(byId).lanes[lane]),
  );
  const { held, reading } = useHeld(inLane, idOf);
  const now = useNow();
  const shown = held.entries.slice(0, MOST_SHOWN);
  return (
    <LaneFrame
      title={TITLES[lane]}
      count={isKnown ? inLane.length : undefined}
      fresh={held.fresh}
      reading={reading}
      rest={Math.max(0, inLane.length - MOST_SHOWN)}
      onRest={() => ways.onDocuments(lane)}
    >
      {shown.map((document) => (
        <DocumentCard
          key={document.id}
          document={document}
          note={undefined}
          age={agoText(sinceOf(document), now)}
          since={sinceOf(document)}
          colours={colours}
          onOpen={ways.onDocument}
        />
      ))}
    </LaneFrame>
  );
}

const idOfFinished = ({ document: { id } }: Finished): string => id;

function FinishedLane({ documents, flow, colours, ways }: DashboardParts) {
  const today = useStore(flow, ({ known }) => known?.today);
  const latest = useStore(
    documents,
    useShallow(({ byId }) =>
      // Flat, so that the same documents are the same list.
      finishedToday(today?.latest ?? [], byId).flatMap(({ document, how, at }) => [document, how, at]),
    ),
  );
  const finished = finishedOf(latest);
  const { held, reading } = useHeld(finished, idOfFinished);
  const now = useNow();
  const count = today === undefined ? undefined : Math.max(finished.length, finishedCount(today));
  const shown = held.entries.slice(0, MOST_SHOWN);
  return (
    <LaneFrame
      title="Effective or closed today"
      count={count}
      fresh={held.fresh}
      reading={reading}
      rest={Math.max(0, (count ?? 0) - shown.length)}
      onRest={() => ways.onDocuments("finished")}
    >
      {shown.map(({ document, how, at }) => (
        <DocumentCard
          key={document.id}
          document={document}
          note={how}
          age={agoText(at, now)}
          since={at}
          colours={colours}
          onOpen={ways.onDocument}
        />
      ))}
    </LaneFrame>
  );
}

function finishedOf(flat: readonly (DocumentView | string | number)[]): readonly Finished[] {
  const found: Finished[] = [];
  for (let at = 0; at < flat.length; at += 3) {
    const [document, how, time] = flat.slice(at, at + 3);
    if (typeof document === "object" && typeof how === "string" && typeof time === "number") {
      found.push({ document, how, at: time });
    }
  }
  return found;
}

interface LaneFrameProps {
  readonly title: string;
  /** Absent until it is known. */
  readonly count: number | undefined;
  /** How many are new and stand below, as long as the lane is being read. */
  readonly fresh: number;
  readonly reading: Reading;
  readonly rest: number;
  readonly onRest: () => void;
  readonly children: readonly ReactNode[];
}

function LaneFrame({ title, count, fresh, reading, rest, onRest, children }: LaneFrameProps) {
  return (
    <section className={styles.lane} aria-label={title} {...reading}>
      <header className={styles.header}>
        <h2>{title}</h2>
        {fresh > 0 && <span className={styles.fresh}>{fresh} new</span>}
        <span className={styles.count}>{count !== undefined && countText(count)}</span>
      </header>
      {count === 0 && children.length === 0 ? (
        <p className={styles.none}>None</p>
      ) : (
        <ul className={styles.cards}>
          {children}
          {rest > 0 && (
            <li>
              <Button label={`${countText(rest)} more: ${title}`} onPress={onRest}>
                {countText(rest)} more
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
