import type { Agent } from "../../../shared/contract/agents.ts";
import { StateDot } from "../state-dot.tsx";
import { useNow } from "../use-now.ts";
import { evidenceLines } from "./activity-text.ts";
import { agentText, agentTone } from "./agent-state-text.ts";
import styles from "./state-card.module.css";

export interface StateCardProps {
  readonly agent: Agent;
  /** What is about to become of it by itself. */
  readonly outlook?: string | undefined;
  /** The keys that lead to it, where there are any. */
  readonly keys?: string | undefined;
}

/** How an agent stands, in full, and what that was concluded from. */
export function StateCard({ agent, outlook, keys }: StateCardProps) {
  const now = useNow();
  const activity = agent.state.kind === "running" ? agent.activity : undefined;
  const lines = activity === undefined ? [] : evidenceLines(activity, now);
  return (
    <div className={styles.card}>
      <p className={styles.who}>
        <b>{agent.id}</b> {agent.description ?? agent.program}
        {keys !== undefined && <kbd>{keys}</kbd>}
      </p>
      <p className={styles.state}>
        <StateDot tone={agentTone(agent)} />
        {agent.problem ?? agentText(agent, now)}
      </p>
      {activity?.kind === "waiting" && <p className={styles.text}>{activity.text}</p>}
      {outlook !== undefined && <p className={styles.text}>{outlook}</p>}
      {lines.length > 0 && (
        <dl className={styles.evidence} aria-label="How this is known">
          {lines.map(({ source, text, ago }, place) => (
            // Two lines of one source are told apart by their place alone.
            <div key={place}>
              <dt>{source}</dt>
              <dd>{text}</dd>
              <dd className={styles.ago}>{ago}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
