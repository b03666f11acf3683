import type { FlowDay, FlowPeriod } from "../../../shared/contract/desk.ts";
import { figuresOf } from "./flow-words.ts";
import { countText } from "../../ui/count-text.ts";
import styles from "./flow-card.module.css";

export interface FlowTableProps {
  readonly days: readonly FlowDay[];
  readonly period: FlowPeriod | undefined;
}

/** What the chart shows, and the figures of each type, as tables. */
export function FlowTable({ days, period }: FlowTableProps) {
  const rows =
    period === undefined ? [] : [["All", period.all] as const, ...Object.entries(period.byType).toSorted()];
  return (
    <div className={styles.tables} role="region" aria-label="The flow as tables" tabIndex={0}>
      <table>
        <caption>Medians by type</caption>
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Review</th>
            <th scope="col">Approval</th>
            <th scope="col">Execution</th>
            <th scope="col">Sent back</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([type, figures]) => (
            <tr key={type}>
              <th scope="row">{type}</th>
              {figuresOf(figures).map(({ name, value, counted, more }) => (
                <td key={name}>
                  {value} <span>{more === "" ? counted : `${counted}, ${more}`}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>Events by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Events</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, events }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{countText(events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
