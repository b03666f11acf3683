import { useEffect, useRef, type ReactNode } from "react";
import { actionsFor, isUp } from "../../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { isFocusLost } from "../../../ui/focus.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { AgentActionButton } from "../../../ui/agents/agent-action-button.tsx";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import { agentText, agentTone } from "../../../ui/agents/agent-state-text.ts";
import styles from "./agent-tile.module.css";

export interface AgentTileProps {
  readonly agent: Agent;
  readonly place: number;
  readonly now: number;
  readonly isConnected: boolean;
  /** Whether the person types in it here. */
  readonly isTyped: boolean;
  readonly badge: ReactNode;
  /** Its screen; nothing while there is none. */
  readonly screen: ReactNode;
  readonly terminal: ReactNode;
  readonly onOpen: (agent: AgentId) => void;
  readonly onType: (isTyped: boolean) => void;
  readonly onAct: PerformAgentAction;
}

/** An agent among all: who it is, how it stands, and its screen. */
export function AgentTile(props: AgentTileProps) {
  const { agent, place, now, isConnected, isTyped, badge, screen, terminal, onOpen, onType, onAct } = props;
  const { id, state } = agent;
  const tone = agentTone(agent);
  const text = agent.problem ?? agentText(agent, now);
  const open = useRef<HTMLButtonElement>(null);
  const wasTyped = useRef(false);
  useEffect(() => {
    if (wasTyped.current && !isTyped && isFocusLost()) open.current?.focus();
    wasTyped.current = isTyped;
  }, [isTyped]);
  return (
    <li
      className={styles.tile}
      data-agent={id}
      data-tone={tone}
      data-typed={terminal !== undefined}
      data-up={isUp(state)}
    >
      <div className={styles.header}>
        <button
          ref={open}
          type="button"
          className={styles.open}
          data-tile
          aria-label={`Terminal of ${id}: ${text}`}
          onClick={() => onOpen(id)}
        >
          <Avatar agent={id} place={place} tone={tone} isQuiet={!isUp(state)} />
          <span className={styles.name}>{id}</span>
          <span className={styles.state} title={text}>
            {text}
          </span>
        </button>
        <span className={styles.badge}>{badge}</span>
        {screen !== undefined && (
          <IconButton
            icon={isTyped ? "close" : "keyboard"}
            label={isTyped ? `Make ${id} small again` : `Type in ${id} here`}
            isDisabled={!isConnected && !isTyped}
            onPress={() => onType(!isTyped)}
          />
        )}
      </div>
      {terminal !== undefined ? (
        <div className={styles.terminal}>{terminal}</div>
      ) : screen !== undefined ? (
        <div className={styles.screen}>{screen}</div>
      ) : (
        <div className={styles.none}>
          <p>{isUp(state) ? "Its screen is on its way." : `${id} is not running.`}</p>
          {actionsFor(state)
            .filter((action) => action === "start")
            .map((action) => (
              <AgentActionButton
                key={action}
                action={action}
                agent={id}
                isDisabled={!isConnected}
                onAct={onAct}
              />
            ))}
        </div>
      )}
    </li>
  );
}
