import type { KeyboardEvent, ReactNode } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { useNow } from "../../ui/use-now.ts";
import type { PerformAgentAction } from "../../ui/agents/agent-commands.ts";
import type { AgentOutlook } from "../../ui/agents/agent-outlook.ts";
import { AgentRow } from "./agent-row.tsx";
import { countUp, type AgentsStore } from "../../ui/agents/agents-store.ts";
import styles from "./agent-list.module.css";

export interface AgentListProps {
  readonly agents: AgentsStore;
  readonly shown: AgentId | undefined;
  readonly isConnected: boolean;
  /** What stands in an agent's row beside its name. */
  readonly renderBadge: (agent: AgentId) => ReactNode;
  /** What is about to become of an agent by itself. */
  readonly outlookOf: (agent: AgentId, now: number) => AgentOutlook | undefined;
  /** What else can be done with an agent, as small buttons. */
  readonly renderMore: (agent: AgentId) => ReactNode;
  readonly onOpen: (agent: AgentId) => void;
  readonly onAct: PerformAgentAction;
}

/** The agents of the project, and how many of them are up. */
export function AgentList(props: AgentListProps) {
  const { agents, shown, isConnected, renderBadge, outlookOf, renderMore, onOpen, onAct } = props;
  const state = useStore(agents);
  const now = useNow();
  const count = countUp(state);
  return (
    <nav className={styles.list} aria-label="Agents">
      <h2 className={styles.caption}>
        AGENTS
        {state.isKnown && (
          <span>
            {count.up} of {count.all} up
          </span>
        )}
      </h2>
      {state.isKnown && count.all === 0 && (
        <p className={styles.empty}>
          No agents yet. Add a definition under <code>.claude/agents</code>, and open the project again.
        </p>
      )}
      <ul onKeyDown={moveBetweenRows}>
        {[...state.byId.values()].map((agent, place) => (
          <AgentRow
            key={agent.id}
            agent={agent}
            place={place}
            now={now}
            isShown={agent.id === shown}
            isConnected={isConnected}
            badge={renderBadge(agent.id)}
            outlook={outlookOf(agent.id, now)}
            more={renderMore(agent.id)}
            onOpen={onOpen}
            onAct={onAct}
          />
        ))}
      </ul>
    </nav>
  );
}

/** Up and Down walk through the agents, as in any list. */
function moveBetweenRows(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-agent-row]")];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
