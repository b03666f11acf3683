import { useMemo, useState } from "react";
import { useStore } from "zustand";
import type { FlowDay } from "../../../shared/contract/desk.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { BarChart, type Bar } from "../../ui/chart.tsx";
import { Choice } from "../../ui/choice.tsx";
import { countText } from "../../ui/count-text.ts";
import { Progress } from "../../ui/progress.tsx";
import { dayText, fullDayText } from "../../ui/time-text.ts";
import type { FlowStore } from "./flow-store.ts";
import { FlowTable } from "./flow-table.tsx";
import { figuresOf, periodOf } from "./flow-words.ts";
import styles from "./flow-card.module.css";

const DAYS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

const NO_DAYS: readonly FlowDay[] = [];

/** How work flows: events a day, and how long review, approval and execution take, from the audit trail. */
export function FlowCard({ flow }: { readonly flow: FlowStore }) {
  const [days, setDays] = useState<"30" | "90">("30");
  const [isTable, setIsTable] = useState(false);
  const all = useStore(flow, ({ known }) => known?.days ?? NO_DAYS);
  const period = useStore(flow, ({ known }) => periodOf(known?.periods ?? [], Number(days)));
  const shown = useMemo(() => all.slice(-Number(days)), [all, days]);
  const bars = useMemo(() => shown.map(barOf), [shown]);
  const sum = shown.reduce((count, { events }) => count + events, 0);
  return (
    <Card
      title={`Flow, last ${days} days`}
      aside={
        <span className={styles.tools}>
          <Reading flow={flow} />
          <Choice label="Days" value={days} options={DAYS} onChoose={setDays} />
          <Button
            label={isTable ? "Show the flow as a chart" : "Show the flow as a table"}
            onPress={() => setIsTable(!isTable)}
          >
            {isTable ? "Chart" : "Table"}
          </Button>
        </span>
      }
    >
      <div className={styles.body}>
        {period !== undefined && (
          <dl className={styles.figures} aria-label="Median times, and the share that was sent back">
            {figuresOf(period.all).map(({ name, value, counted, more }) => (
              <div key={name} title={more}>
                <dt>{name}</dt>
                <dd>
                  <b>{value}</b> <span>{counted}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {isTable ? (
          <FlowTable days={shown} period={period} />
        ) : (
          <div className={styles.chart}>
            <BarChart
              label="Events of the audit trail on each day"
              bars={bars}
              textOf={eventsText}
              summary={`${eventsText(sum)} in ${days} days`}
            />
          </div>
        )}
      </div>
    </Card>
  );
}

/** How far the first reading of the histories has come. */
function Reading({ flow }: { readonly flow: FlowStore }) {
  const read = useStore(flow, ({ known }) => known?.read ?? 0);
  const histories = useStore(flow, ({ known }) => known?.histories ?? 0);
  if (read >= histories) return null;
  return (
    <span className={styles.reading}>
      Reading {countText(read)} of {countText(histories)}
      <Progress label="Histories read" done={read} all={histories} />
    </span>
  );
}

function barOf({ day, events }: FlowDay): Bar {
  // Days are those of the hub's clock, whatever the time zone here.
  const date = new Date(`${day}T00:00:00`);
  return { key: day, name: fullDayText(date), shortName: dayText(date), value: events };
}

function eventsText(count: number): string {
  return count === 1 ? "1 event" : `${countText(count)} events`;
}
