import { useStore } from "zustand";
import type { FlowEvent } from "../../../shared/contract/desk.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Time } from "../../ui/time.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { DashboardParts } from "./dashboard.tsx";
import { eventWords, toldEvents } from "./today.ts";
import { useHeld } from "./use-held.ts";
import { Nothing } from "./waiting-for-you.tsx";
import styles from "./today-card.module.css";

const NO_EVENTS: readonly FlowEvent[] = [];
const MOST_SHOWN = 30;

/** What happened today, the latest first. */
export function TodayCard({ flow, ways }: DashboardParts) {
  const today = useStore(flow, ({ known }) => known?.today);
  const { held, reading } = useHeld(today?.latest ?? NO_EVENTS, keyOf);
  const now = useNow();
  const told = toldEvents(held.entries).slice(0, MOST_SHOWN);
  return (
    <Card
      title="Today"
      aside={today !== undefined && today.events > 0 ? `${today.events.toLocaleString("en")} events` : undefined}
    >
      <div className={styles.body} {...reading}>
        {today !== undefined && told.length === 0 && (
          <Nothing title="Nothing has happened yet today">
            What is written, routed, reviewed, approved and closed stands here as it happens.
          </Nothing>
        )}
        <ul>
          {told.map((event) => (
            <li key={keyOf(event)}>
              <button type="button" className={styles.event} onClick={() => ways.onDocument(event.id)}>
                <span className={styles.words}>
                  {event.user === undefined ? "Somebody" : event.user} {eventWords(event)} <b>{event.id}</b>
                </span>
                <Time at={event.at} now={now} />
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.all}>
          <Button onPress={ways.onActivity}>All activity</Button>
        </p>
      </div>
    </Card>
  );
}

function keyOf({ id, event, at, user, outcome }: FlowEvent): string {
  return [id, event, at, user, outcome].join(" ");
}
