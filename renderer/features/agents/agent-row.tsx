import type { ReactNode } from "react";
import { actionsFor, isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { HoverCard } from "../../ui/hover-card.tsx";
import type { PerformAgentAction } from "../../ui/agents/agent-commands.ts";
import { AgentActionButton } from "../../ui/agents/agent-action-button.tsx";
import { agentText, agentTone } from "../../ui/agents/agent-state-text.ts";
import { Avatar } from "../../ui/avatar.tsx";
import type { AgentOutlook } from "../../ui/agents/agent-outlook.ts";
import { StateCard } from "../../ui/agents/state-card.tsx";
import styles from "./agent-row.module.css";

export interface AgentRowProps {
  readonly agent: Agent;
  readonly place: number;
  readonly now: number;
  readonly isShown: boolean;
  readonly isConnected: boolean;
  /** Stands beside its name. */
  readonly badge: ReactNode;
  /** What is about to become of it, after its state. */
  readonly outlook: AgentOutlook | undefined;
  /** What else can be done, beside its actions. */
  readonly more: ReactNode;
  readonly onOpen: (agent: AgentId) => void;
  readonly onAct: PerformAgentAction;
}

/** How many small buttons `more` is, for whose room the state makes way. */
const MORE_BUTTONS = 3;

/** An agent in the sidebar: who it is, how it stands, and what can be done. */
export function AgentRow(props: AgentRowProps) {
  const { agent, place, now, isShown, isConnected, badge, outlook, more, onOpen, onAct } = props;
  const tone = agentTone(agent);
  const state = agent.problem ?? agentText(agent, now);
  const line = outlook === undefined ? state : `${state} · ${outlook.words}`;
  const actions = actionsFor(agent.state);
  return (
    <li
      className={styles.row}
      data-agent={agent.id}
      data-state={agent.state.kind}
      data-shown={isShown}
      data-up={isUp(agent.state)}
      data-activity={agent.activity?.kind}
      data-actions={actions.length + MORE_BUTTONS}
    >
      <HoverCard
        className={styles.place}
        renderCard={() => <StateCard agent={agent} outlook={outlook?.sentence} />}
      >
        {(describedBy) => (
          <button
            type="button"
            className={styles.open}
            data-agent-row
            aria-current={isShown ? "true" : undefined}
            aria-describedby={describedBy}
            onClick={() => onOpen(agent.id)}
          >
            <Avatar agent={agent.id} place={place} tone={tone} isQuiet={!isUp(agent.state)} />
            <span className={styles.name}>{agent.id}</span>
            <span className={styles.state} data-tone={tone}>
              {line}
            </span>
          </button>
        )}
      </HoverCard>
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
        {more}
      </span>
    </li>
  );
}
