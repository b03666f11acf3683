import { useState } from "react";
import type { HistoryEvent } from "../../../../shared/contract/qms.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Markdown } from "../../../ui/markdown/markdown.tsx";
import { Time } from "../../../ui/time.tsx";
import { useNow } from "../../../ui/use-now.ts";
import type { History } from "../document-commands.ts";
import { detailText, eventText, wordsOf } from "./page-words.ts";
import styles from "./history-view.module.css";

export interface HistoryViewProps {
  readonly history: History;
  readonly isDocument: (id: string) => boolean;
  readonly onOpenDocument: (id: string) => void;
}

/** As many events as are drawn at first. */
const EVENTS = 100;
/** What a person wrote stands by itself. */
const SAID = ["comment", "reason"];

/** What happened to a document, the latest first, with what was said. */
export function HistoryView({ history: { events, problems }, isDocument, onOpenDocument }: HistoryViewProps) {
  const [most, setMost] = useState(EVENTS);
  const now = useNow();
  if (events.length === 0) {
    return (
      <EmptyState icon="activity" title="Nothing is recorded yet">
        {problems[0]?.problem ?? "Everything that happens to it will stand here."}
      </EmptyState>
    );
  }
  const latest = events.toReversed();
  return (
    <>
      {problems.length > 0 && <p className={styles.problem}>{problems[0]?.problem}</p>}
      <ol className={styles.events} aria-label="History">
        {latest.slice(0, most).map((event, place) => (
          <Event
            key={events.length - place}
            event={event}
            now={now}
            isDocument={isDocument}
            onOpenDocument={onOpenDocument}
          />
        ))}
      </ol>
      {most < latest.length && (
        <div className={styles.more}>
          <Button onPress={() => setMost(most + EVENTS)}>Show earlier events</Button>
        </div>
      )}
    </>
  );
}

interface EventProps extends Omit<HistoryViewProps, "history"> {
  readonly event: HistoryEvent;
  readonly now: number;
}

function Event({
  event: { at, event, user, version, details },
  now,
  isDocument,
  onOpenDocument,
}: EventProps) {
  const time = Date.parse(at);
  const facts = Object.entries(details).filter(([name]) => !SAID.includes(name));
  const said = SAID.flatMap((name) => {
    const text = details[name];
    return typeof text === "string" && text !== "" ? [text] : [];
  });
  return (
    <li>
      <p className={styles.head}>
        <b>{eventText(event)}</b>
        {user !== undefined && <span>{user}</span>}
        {version !== undefined && <Chip>{version}</Chip>}
        <small>{Number.isNaN(time) ? at : <Time at={time} now={now} />}</small>
      </p>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{wordsOf(name)}</dt>
              <dd>{detailText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {said.map((text, place) => (
        <div key={place} className={styles.said}>
          <Markdown text={text} isDocument={isDocument} onOpenDocument={onOpenDocument} />
        </div>
      ))}
    </li>
  );
}
