import type { ReactNode } from "react";
import { actionsFor } from "../../../../shared/contract/agent-actions.ts";
import type { Agent } from "../../../../shared/contract/agents.ts";
import { StateDot } from "../../../ui/state-dot.tsx";
import { AgentActionButton } from "../../../ui/agents/agent-action-button.tsx";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import { bannerFor, type Banner } from "./banner.ts";
import styles from "./empty-pane.module.css";

export interface EmptyPaneProps {
  readonly agent: Agent;
  readonly isConnected: boolean;
  /** Other ways out, beside the agent's actions. */
  readonly ways: ReactNode;
  readonly onAct: PerformAgentAction;
}

/** An agent that has no terminal to show: why, and the way to one. */
export function EmptyPane({ agent, isConnected, ways, onAct }: EmptyPaneProps) {
  const banner: Omit<Banner, "actions"> = bannerFor(agent) ?? {
    tone: "busy",
    title: `${agent.id} is starting…`,
  };
  return (
    <section
      className={styles.pane}
      role="tabpanel"
      aria-label={`Terminal of ${agent.id}`}
      data-agent={agent.id}
      data-state={agent.state.kind}
    >
      <div className={styles.message} role={banner.tone === "bad" ? "alert" : "status"}>
        <h2>
          <StateDot tone={banner.tone} />
          {banner.title}
        </h2>
        <p>{banner.detail ?? `Its program is ${agent.program}.`}</p>
        {banner.lines !== undefined && banner.lines.length > 0 && (
          <pre aria-label={`Last lines of ${agent.id}`} tabIndex={0}>
            {banner.lines.join("\n")}
          </pre>
        )}
        <span className={styles.actions}>
          {actionsFor(agent.state).map((action, place) => (
            <AgentActionButton
              key={action}
              action={action}
              agent={agent.id}
              isPrimary={place === 0 && action === "start"}
              isDisabled={!isConnected}
              onAct={onAct}
            />
          ))}
          {ways}
        </span>
      </div>
    </section>
  );
}
