import { useRef, type ReactNode } from "react";
import { useStore } from "zustand";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent } from "../../../shared/contract/agents.ts";
import { exposureSentence } from "../../../shared/contract/exposure-sentence.ts";
import { Button } from "../../ui/button.tsx";
import { useVisible } from "../../ui/use-visible.ts";
import { agentText, agentTone } from "../../ui/agents/agent-state-text.ts";
import { Avatar } from "../../ui/avatar.tsx";
import type { ContainersCommands } from "./containers-commands.ts";
import { containerOf, type ContainersStore } from "./containers-store.ts";
import { absenceText, imageName, notSearchedText, shortId } from "./containers-words.ts";
import type { FollowStats } from "./follow-stats.ts";
import { LastLines } from "./last-lines.tsx";
import { StatsView } from "./stats-view.tsx";
import styles from "./container-card.module.css";

/** Where the buttons of a card lead. */
export interface CardWays {
  readonly onTerminal: (agent: Agent["id"]) => void;
  readonly onShell: (agent: Agent["id"]) => void;
}

export interface ContainerCardProps {
  readonly agent: Agent;
  /** Its place in the list of agents, which gives it its colour. */
  readonly place: number;
  readonly store: ContainersStore;
  readonly commands: ContainersCommands;
  readonly followStats: FollowStats;
  readonly isConnected: boolean;
  readonly now: number;
  readonly ways: CardWays;
}

/** An agent's container: what it is, what it uses, and what can be done with it. */
export function ContainerCard(props: ContainerCardProps) {
  const { agent, place, store, followStats, isConnected, now } = props;
  const card = useRef<HTMLLIElement>(null);
  const isVisible = useVisible(card);
  const container = useStore(store, (state) => containerOf(state, agent.id));
  const refusal = useStore(
    store,
    ({ refusals }) => refusals.get(`card ${agent.id}`) ?? refusals.get(`logs ${agent.id}`),
  );
  const isEngineThere = useStore(store, ({ known }) => known?.engine.kind === "ok");
  const isLatestThere = useStore(store, ({ known }) => known?.image.kind === "ready");
  const lines = useStore(store, ({ logs }) => logs.get(agent.id));
  const needsLogin = agent.activity?.kind === "waiting" && agent.activity.what === "login";
  return (
    <li ref={card} className={styles.card} data-container={agent.id} data-up={container !== undefined}>
      <header className={styles.header}>
        <Avatar agent={agent.id} place={place} tone={agentTone(agent)} isQuiet={!isUp(agent.state)} />
        <div className={styles.name}>
          <h3>{agent.id}</h3>
          <span>{agentText(agent, now)}</span>
        </div>
        {container !== undefined && (
          <code title={container.id} aria-label={`Container of ${agent.id}`}>
            {shortId(container.id)}
          </code>
        )}
      </header>
      {container === undefined ? (
        <p className={styles.note}>{absenceText(agent.state.kind, isEngineThere)}</p>
      ) : (
        <>
          <p className={styles.note} data-stale={container.isImageStale}>
            <span title={container.image}>{imageName(container.image)}</span>
            {container.isImageStale &&
              (isLatestThere
                ? " · not the latest image: recreate it to get that one"
                : " · of another version: build the image anew, then recreate it")}
          </p>
          {container.exposure !== undefined && (
            <p className={styles.refusal} role="status">
              {exposureSentence(container.exposure)}
            </p>
          )}
          {container.notSearched !== undefined && (
            <p className={styles.note} data-stale>
              {notSearchedText(container.notSearched)}
            </p>
          )}
          {isVisible && isConnected && (
            <StatsView key={container.id} agent={agent.id} followStats={followStats} />
          )}
        </>
      )}
      {refusal !== undefined && (
        <p className={styles.refusal} role="status">
          {refusal}
        </p>
      )}
      <CardActions {...props} isRunning={container !== undefined} needsLogin={needsLogin} />
      {lines !== undefined &&
        (lines.length === 0 ? (
          <p className={styles.note}>It has logged nothing.</p>
        ) : (
          <LastLines label={`Log of the container of ${agent.id}`} lines={lines} />
        ))}
    </li>
  );
}

interface CardActionsProps extends ContainerCardProps {
  readonly isRunning: boolean;
  readonly needsLogin: boolean;
}

function CardActions(props: CardActionsProps): ReactNode {
  const { agent, store, commands, isConnected, ways, isRunning, needsLogin } = props;
  const { id } = agent;
  const isRecreating = useStore(store, ({ asked }) => asked.has(`card ${id}`));
  const isReading = useStore(store, ({ asked }) => asked.has(`logs ${id}`));
  const isLogOpen = useStore(store, ({ logs }) => logs.has(id));
  return (
    <footer className={styles.actions}>
      {needsLogin && (
        <Button isPrimary label={`Open the terminal of ${id} to log in`} onPress={() => ways.onTerminal(id)}>
          Open the terminal to log in
        </Button>
      )}
      <Button
        label={isLogOpen ? `Close the log of ${id}` : `Log of ${id}`}
        isDisabled={!isConnected && !isLogOpen}
        isBusy={isReading}
        onPress={() => {
          if (isLogOpen) commands.closeLogs(id);
          else void commands.openLogs(id);
        }}
      >
        {isLogOpen ? "Close log" : "Log"}
      </Button>
      {isRunning && (
        <>
          <Button
            label={`Shell in the container of ${id}`}
            isDisabled={!isConnected}
            onPress={() => ways.onShell(id)}
          >
            Shell
          </Button>
          <Button
            label={`Recreate the container of ${id}`}
            isDisabled={!isConnected}
            isBusy={isRecreating}
            onPress={() => void commands.recreate(id)}
          >
            {isRecreating ? "Recreating…" : "Recreate"}
          </Button>
        </>
      )}
    </footer>
  );
}
