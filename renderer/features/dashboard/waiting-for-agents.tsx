import { memo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { countText } from "../../ui/count-text.ts";
import { Time } from "../../ui/time.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { Owed } from "./board.ts";
import type { DashboardParts } from "./dashboard-parts.ts";
import { owedText } from "./document-words.ts";
import { People } from "./people.tsx";
import { Nothing } from "./waiting-for-you.tsx";
import styles from "./waiting.module.css";

/** More than anyone reads at once; all of them are in the view of who waits for whom. */
const MOST_OWED = 30;

/** What agents owe: what they were asked to review or approve, and what they have to pass on, the oldest first. */
export function WaitingForAgents({ documents, board, colours, ways }: DashboardParts) {
  const isKnown = useStore(documents, (state) => state.areOpenKnown);
  const count = useStore(documents, ({ byId }) => board(byId).forAgents.length);
  // What is shown of each is read from the document itself.
  useStore(
    documents,
    useShallow(({ byId }) =>
      board(byId)
        .forAgents.slice(0, MOST_OWED)
        .map(({ document }) => document),
    ),
  );
  const owed = board(documents.getState().byId).forAgents.slice(0, MOST_OWED);
  const now = useNow();
  return (
    <Card title="Waiting for an agent" aside={count === 0 ? undefined : countText(count)}>
      <div className={styles.body}>
        {isKnown && count === 0 && (
          <Nothing title="No agent owes anything">
            Reviews and approvals that agents were asked for stand here, with who has not answered yet.
          </Nothing>
        )}
        <ul className={styles.owedList}>
          {owed.map((entry) => (
            <OwedRow
              key={entry.document.id}
              entry={entry}
              now={now}
              colours={colours}
              onOpen={ways.onDocument}
            />
          ))}
        </ul>
        {count > owed.length && (
          <p className={styles.more}>
            <Button onPress={ways.onWaits}>{countText(count - owed.length)} more</Button>
          </p>
        )}
      </div>
    </Card>
  );
}

interface OwedRowProps {
  readonly entry: Owed;
  readonly now: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly onOpen: (id: string) => void;
}

/** All that it shows of an entry follows from the document. */
const OwedRow = memo(
  function OwedRow({ entry, now, colours, onOpen }: OwedRowProps) {
    const { id, title } = entry.document;
    return (
      <li>
        <button type="button" className={styles.owed} title={title} onClick={() => onOpen(id)}>
          <b>{id}</b>
          <span className={styles.stage} title={owedText(entry)}>
            {owedText(entry)}
          </span>
          <People users={entry.users} colours={colours} isNamed />
          <Time at={entry.since} now={now} />
        </button>
      </li>
    );
  },
  (before, after) =>
    before.entry.document === after.entry.document &&
    before.now === after.now &&
    before.colours === after.colours &&
    before.onOpen === after.onOpen,
);
