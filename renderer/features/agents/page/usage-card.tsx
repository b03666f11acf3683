import type { AgentUsage } from "../../../../shared/contract/usage.ts";
import { localDay } from "../../../../shared/usage/local-day.ts";
import { Card } from "../../../ui/card.tsx";
import { BarChart } from "../../../ui/chart.tsx";
import { lastDays, shortNumber, tokensOf } from "./usage-days.ts";
import { countText } from "../../../ui/count-text.ts";
import styles from "./usage-card.module.css";

export interface UsageCardProps {
  readonly agent: string;
  readonly usage: AgentUsage | undefined;
  readonly now: number;
}

const DAYS = 14;

/** What an agent's program used in the last days: drawn, and as a table. */
export function UsageCard({ agent, usage, now }: UsageCardProps) {
  const days = lastDays(usage, localDay(now), DAYS);
  const today = days.at(-1);
  const used = days.filter(({ turns, replies }) => turns > 0 || replies > 0).toReversed();
  const summary = `Today: ${today === undefined ? "0" : shortNumber(tokensOf(today))} tokens`;
  return (
    <Card title="Usage" aside={`the last ${String(DAYS)} days`}>
      {used.length === 0 ? (
        <p className={styles.note}>
          {agent} has used nothing in the last {String(DAYS)} days, or its program does not tell.
        </p>
      ) : (
        <div className={styles.usage}>
          <BarChart
            label={`Tokens of ${agent} by day`}
            bars={days.map((day) => ({
              key: day.day,
              name: day.day,
              shortName: day.day.slice(5).replace("-", "/"),
              value: tokensOf(day),
            }))}
            textOf={(value) => `${shortNumber(value)} tokens`}
            summary={summary}
          />
          <div className={styles.table} tabIndex={0} role="group" aria-label="Usage by day">
            <table>
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">Turns</th>
                  <th scope="col">Replies</th>
                  <th scope="col">Read</th>
                  <th scope="col">Written</th>
                  <th scope="col">From cache</th>
                  <th scope="col">To cache</th>
                </tr>
              </thead>
              <tbody>
                {used.map((day) => (
                  <tr key={day.day}>
                    <th scope="row">{day.day}</th>
                    <td>{day.turns}</td>
                    <td>{day.replies}</td>
                    {[day.inputTokens, day.outputTokens, day.cacheReadTokens, day.cacheWriteTokens].map(
                      (count, at) => (
                        <td key={at} title={countText(count)}>
                          {shortNumber(count)}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {usage !== undefined && usage.unreadableLines > 0 && (
        <p className={styles.note}>
          {usage.unreadableLines} lines of its transcripts could not be read, and are not counted.
        </p>
      )}
    </Card>
  );
}
