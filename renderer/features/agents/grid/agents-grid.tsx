import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import { isUp } from "../../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { View } from "../../../ui/view.tsx";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import { countUp, type AgentsStore } from "../../../ui/agents/agents-store.ts";
import { AgentTile } from "./agent-tile.tsx";
import type { GridStore } from "./grid-store.ts";
import { nextTile } from "./next-tile.ts";
import { StartAllBar } from "./start-all-bar.tsx";
import { startable, type StartAll } from "./start-all.ts";
import styles from "./agents-grid.module.css";

export interface AgentsGridProps {
  readonly agents: AgentsStore;
  readonly grid: GridStore;
  readonly startAll: StartAll;
  readonly isConnected: boolean;
  /** What stands beside an agent's name: what waits in its inbox. */
  readonly renderBadge: (agent: AgentId) => ReactNode;
  /** The small picture of a screen. */
  readonly renderScreen: (agent: AgentId) => ReactNode;
  /** The terminal itself, to type in. */
  readonly renderTerminal: (agent: Agent) => ReactNode;
  readonly onOpen: (agent: AgentId) => void;
  readonly onAct: PerformAgentAction;
}

/** The live screens of all agents. */
export function AgentsGrid(props: AgentsGridProps) {
  const { agents, grid, startAll, isConnected, renderBadge, renderScreen, renderTerminal, onOpen, onAct } =
    props;
  const state = useStore(agents);
  const look = useStore(grid);
  const now = useNow();
  const [typed, setTyped] = useState<AgentId>();
  const all = [...state.byId.values()].map((agent, place) => ({ agent, place }));
  const shown = look.who === "all" ? all : all.filter(({ agent }) => isUp(agent.state));
  const count = countUp(state);
  const team = [...state.byId.values()];
  const down = startable(team);
  return (
    <View
      title="All agents"
      summary={state.isKnown && count.all > 0 ? `${String(count.up)} of ${String(count.all)} up` : undefined}
      tools={
        <div className={styles.tools}>
          {down.length > 1 && (
            <Button
              label={`Start all ${String(down.length)} agents that are down`}
              isDisabled={!isConnected}
              onPress={() => startAll.start(team)}
            >
              <Icon name="play" />
              {`Start all ${String(down.length)}`}
            </Button>
          )}
          <Choice
            label="Which agents"
            value={look.who}
            options={[
              { value: "all", label: "All" },
              { value: "up", label: "Up" },
            ]}
            onChoose={(who) => grid.setState({ who })}
          />
          <Choice
            label="How large"
            value={look.size}
            options={[
              { value: "small", label: "Small" },
              { value: "medium", label: "Medium" },
              { value: "large", label: "Large" },
            ]}
            onChoose={(size) => grid.setState({ size })}
          />
        </div>
      }
    >
      <StartAllBar startAll={startAll} agents={team} isConnected={isConnected} />
      {state.isKnown && shown.length === 0 ? (
        count.all === 0 ? (
          <EmptyState icon="grid" title="No agents yet">
            Add a definition under .claude/agents, and open the project again. The screens of agents stand
            here side by side.
          </EmptyState>
        ) : (
          <EmptyState
            icon="grid"
            title="No agent is up"
            actions={<Button onPress={() => grid.setState({ who: "all" })}>Show all agents</Button>}
          >
            The screens of agents that run stand here side by side.
          </EmptyState>
        )
      ) : (
        <ul className={styles.grid} aria-label="Screens" data-size={look.size} onKeyDown={moveBetweenTiles}>
          {shown.map(({ agent, place }) => (
            <AgentTile
              key={agent.id}
              agent={agent}
              place={place}
              now={now}
              isConnected={isConnected}
              isTyped={typed === agent.id}
              badge={renderBadge(agent.id)}
              screen={isUp(agent.state) && agent.hasTerminal ? renderScreen(agent.id) : undefined}
              terminal={typed === agent.id && agent.hasTerminal ? renderTerminal(agent) : undefined}
              onOpen={onOpen}
              onType={(isTyped) => setTyped(isTyped ? agent.id : undefined)}
              onAct={onAct}
            />
          ))}
        </ul>
      )}
    </View>
  );
}

/** The arrow keys walk over the tiles as they stand. */
function moveBetweenTiles(event: KeyboardEvent<HTMLUListElement>): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset["tile"] === undefined) return;
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-tile]")];
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(" ").length;
  const next = nextTile(event.key, tiles.indexOf(event.target), tiles.length, columns);
  if (next === undefined) return;
  event.preventDefault();
  tiles[next]?.focus();
}
