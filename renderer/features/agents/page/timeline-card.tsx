import type { AgentTimeline } from "../../../../shared/contract/agent-page.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { countText } from "../../../ui/count-text.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import { durationText, momentText } from "../../../ui/time-text.ts";
import type { Asked } from "./agent-pages.ts";
import { callLines, dayBeside, drawnDay, STATE_NAMES, timeIn, turnLines, type Bar } from "./day-timeline.ts";
import styles from "./timeline-card.module.css";

export interface TimelineCardProps {
  readonly timeline: Asked<AgentTimeline>;
  /** The day that was chosen; nothing for today. */
  readonly day: string | undefined;
  readonly now: number;
  readonly onDay: (day: string | undefined) => void;
  readonly onRetry: () => void;
}

/** On the day when the clocks are set back. */
const LONGEST_DAY_MS = 25 * 3_600_000;
const LEGEND = ["busy", "waiting", "idle", "failed"] as const;

/** What an agent did on a day: drawn over its hours, and in words. */
export function TimelineCard({ timeline: { value, failure }, day, now, onDay, onRetry }: TimelineCardProps) {
  return (
    <Card
      title={day === undefined ? "Today" : day}
      aside={
        <span className={styles.days}>
          {value !== undefined && (
            <span className={styles.sums}>
              {value.turns.length === 1 ? "1 turn" : `${countText(value.turns.length)} turns`} · busy for{" "}
              {durationText(timeIn(value, "busy", now))}
            </span>
          )}
          {day !== undefined && <Button onPress={() => onDay(undefined)}>Today</Button>}
          <IconButton
            icon="left"
            label="The day before"
            isDisabled={value === undefined}
            onPress={() => value !== undefined && onDay(dayBeside(value.day, -1))}
          />
          <IconButton
            icon="right"
            label="The day after"
            isDisabled={day === undefined || value === undefined}
            onPress={() => value !== undefined && onDay(nextDay(value, now))}
          />
        </span>
      }
    >
      {value !== undefined ? (
        <DrawnTimeline timeline={value} now={now} />
      ) : failure === undefined ? (
        <p className={styles.note}>
          <Spinner label="Reading its day…" />
        </p>
      ) : (
        <div className={styles.note}>
          <p>Its day could not be read. {failure}</p>
          <Button label="Read again: its day" onPress={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </Card>
  );
}

/** The day after; nothing where that is today, which goes on by itself. */
function nextDay({ day, to }: AgentTimeline, now: number): string | undefined {
  return now < to + LONGEST_DAY_MS ? undefined : dayBeside(day, 1);
}

function DrawnTimeline({ timeline, now }: { readonly timeline: AgentTimeline; readonly now: number }) {
  const { hours, states, turns, tools, calls } = drawnDay(timeline, now);
  const lines = turnLines(timeline, now);
  return (
    <>
      <div className={styles.drawing} aria-hidden="true">
        <Lane name="State" bars={states} />
        <Lane name="Turns" bars={turns} />
        <Lane name="Tools" bars={tools} />
        {calls.length > 0 && <Lane name="Calls" bars={calls} />}
        <div className={styles.hours}>
          {hours.map(({ at, left, text }) => (
            <span key={at} style={{ left: `${String(left)}%` }}>
              {text}
            </span>
          ))}
        </div>
        <p className={styles.legend}>
          {LEGEND.map((state) => (
            <span key={state}>
              <i data-look={state} />
              {STATE_NAMES[state]}
            </span>
          ))}
        </p>
      </div>
      {lines.length === 0 ? (
        <p className={styles.note}>It made no turns on this day.</p>
      ) : (
        <ol className={styles.turns} aria-label="Turns" tabIndex={0}>
          {lines.map(({ key, time, took, tools: used, failure }) => (
            <li key={key} data-failed={failure !== undefined}>
              <span className={styles.time}>{time}</span>
              <span className={styles.took}>{took}</span>
              <span className={styles.used} title={failure ?? used}>
                {failure === undefined ? used : `Failed: ${failure}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {timeline.calls.length > 0 && <Calls timeline={timeline} />}
    </>
  );
}

/** What it called of the hub's tools, and what came of it. */
function Calls({ timeline }: { readonly timeline: AgentTimeline }) {
  return (
    <>
      <h3 className={styles.heading}>Calls of its tools</h3>
      <ol className={styles.turns} aria-label="Calls of its tools" tabIndex={0}>
        {callLines(timeline).map(({ key, at, time, took, tool, document, outcome, isDone }) => (
          <li key={key} data-failed={!isDone}>
            <time className={styles.time} dateTime={new Date(at).toISOString()} title={momentText(at)}>
              {time}
            </time>
            <span className={styles.took}>{took}</span>
            <span className={styles.used}>
              {[tool, document, outcome].filter((word) => word !== undefined).join(" · ")}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Lane({ name, bars }: { readonly name: string; readonly bars: readonly Bar[] }) {
  return (
    <div className={styles.lane} data-lane={name}>
      <span className={styles.laneName}>{name}</span>
      <div className={styles.bars}>
        {bars.map(({ key, left, width, look, title }) => (
          <i
            key={key}
            data-look={look}
            title={title}
            style={{ left: `${String(left)}%`, width: `${String(width)}%` }}
          />
        ))}
      </div>
    </div>
  );
}
