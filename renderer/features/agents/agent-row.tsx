import type { ReactNode } from "react";
import { actionsFor, isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import type { PerformAgentAction } from "./agent-commands.ts";
import { AgentActionButton } from "./agent-action-button.tsx";
import { agentStateText, stateTone } from "./agent-state-text.ts";
import { Avatar } from "./avatar.tsx";
import styles from "./agent-row.module.css";

export interface AgentRowProps {
  readonly agent: Agent;
  readonly place: number;
  readonly now: number;
  readonly isShown: boolean;
  readonly isConnected: boolean;
  /** Stands beside its name. */
  readonly badge: ReactNode;
  readonly onOpen: (agent: AgentId) => void;
  readonly onAct: PerformAgentAction;
}

/** An agent in the sidebar: who it is, how it stands, and what can be done. */
export function AgentRow({ agent, place, now, isShown, isConnected, badge, onOpen, onAct }: AgentRowProps) {
  const tone = agent.problem === undefined ? stateTone(agent.state) : "warn";
  const line = agent.problem ?? agentStateText(agent.state, now);
  const actions = actionsFor(agent.state);
  return (
    <li
      className={styles.row}
      data-agent={agent.id}
      data-state={agent.state.kind}
      data-shown={isShown}
      data-up={isUp(agent.state)}
      data-actions={actions.length}
    >
      <button
        type="button"
        className={styles.open}
        data-agent-row
        aria-current={isShown ? "true" : undefined}
        title={[agent.description, agent.program].filter((text) => text !== undefined).join("\n")}
        onClick={() => onOpen(agent.id)}
      >
        <Avatar agent={agent.id} place={place} tone={tone} isQuiet={!isUp(agent.state)} />
        <span className={styles.name}>{agent.id}</span>
        <span className={styles.state} data-tone={tone} title={line}>
          {line}
        </span>
      </button>
      <span className={styles.badge}>{badge}</span>
      <span className={styles.actions}>
        {actions.map((action) => (
          <AgentActionButton
            key={action}
            action={action}
            agent={agent.id}
            isDisabled={!isConnected}
            isIconOnly
            onAct={onAct}
          />
        ))}
      </span>
    </li>
  );
}
