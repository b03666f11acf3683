import { memo } from "react";
import { useStore } from "zustand";
import type { FlowEvent } from "../../../shared/contract/desk.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Time } from "../../ui/time.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { DashboardParts } from "./dashboard-parts.ts";
import { eventKey, eventWords, toldEvents } from "./today.ts";
import { useHeld } from "./use-held.ts";
import { Nothing } from "./waiting-for-you.tsx";
import { countText } from "../../ui/count-text.ts";
import styles from "./today-card.module.css";

const NO_EVENTS: readonly FlowEvent[] = [];
const MOST_SHOWN = 30;

/** What happened today, the latest first. */
export function TodayCard({ flow, ways }: DashboardParts) {
  const today = useStore(flow, ({ known }) => known?.today);
  const { held, reading } = useHeld(today?.latest ?? NO_EVENTS, eventKey);
  const now = useNow();
  const told = toldEvents(held.entries).slice(0, MOST_SHOWN);
  return (
    <Card
      title="Today"
      aside={today !== undefined && today.events > 0 ? `${countText(today.events)} events` : undefined}
    >
      <div className={styles.body} {...reading}>
        {today !== undefined && told.length === 0 && (
          <Nothing title="Nothing has happened yet today">
            What is written, routed, reviewed, approved and closed stands here as it happens.
          </Nothing>
        )}
        <ul>
          {told.map((event) => (
            <EventRow
              key={eventKey(event)}
              user={event.user}
              words={eventWords(event)}
              id={event.id}
              at={event.at}
              now={now}
              onOpen={ways.onDocument}
            />
          ))}
        </ul>
        <p className={styles.all}>
          <Button onPress={ways.onActivity}>All activity</Button>
        </p>
      </div>
    </Card>
  );
}

interface EventRowProps {
  readonly user: string | undefined;
  readonly words: string;
  readonly id: string;
  readonly at: number;
  readonly now: number;
  readonly onOpen: (id: string) => void;
}

/** Events are told anew with all figures: a row is drawn again only where it says something else. */
const EventRow = memo(function EventRow({ user, words, id, at, now, onOpen }: EventRowProps) {
  return (
    <li>
      <button type="button" className={styles.event} onClick={() => onOpen(id)}>
        <span className={styles.words}>
          {user ?? "Somebody"} {words} <b>{id}</b>
        </span>
        <Time at={at} now={now} />
      </button>
    </li>
  );
});
