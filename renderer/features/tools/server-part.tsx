import type { AgentTools, ToolServer } from "../../../shared/contract/tools.ts";
import { StateDot } from "../../ui/state-dot.tsx";
import { momentText } from "../../ui/time-text.ts";
import { callTimes, countsText, outcomeText, outcomeTone, serverWords } from "./tools-words.ts";
import styles from "./server-part.module.css";

export interface ServerPartProps {
  readonly server: ToolServer;
  readonly check: AgentTools["check"];
  readonly now: number;
}

/** One server of an agent: whether it can be used, and what was called. */
export function ServerPart({ server, check, now }: ServerPartProps) {
  const { tone, title, detail } = serverWords(server, check);
  const { lastCalls } = server;
  return (
    <section className={styles.part} aria-label={`Server ${server.server}`} data-tone={tone}>
      <header className={styles.header}>
        <span className={styles.dot}>
          <StateDot tone={tone} />
        </span>
        <div role="status">
          <h3>{server.server}</h3>
          <p>{title}</p>
          {detail !== undefined && <p className={styles.detail}>{detail}</p>}
        </div>
      </header>
      <p className={styles.counts}>{countsText(server)}</p>
      {lastCalls.length > 0 && (
        <ul className={styles.calls} aria-label={`Last calls of ${server.server}`}>
          {lastCalls.map((call, place) => {
            const { ago, took } = callTimes(call, now);
            return (
              // Two calls at one moment are told apart by their place alone.
              <li key={`${String(call.at)} ${String(place)}`} data-outcome={call.outcome}>
                <StateDot tone={outcomeTone(call.outcome)} />
                <code>{call.tool}</code>
                <span>{outcomeText(call.outcome)}</span>
                <span>{took}</span>
                <time title={momentText(call.at)}>{ago}</time>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
