import { useStore } from "zustand";
import type { Agent } from "../../../shared/contract/agents.ts";
import { ContainerCard } from "../../features/containers/container-card.tsx";
import { Card } from "../../ui/card.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { PlaceProps } from "./place-props.ts";
import styles from "./agent-container-part.module.css";

export interface AgentContainerPartProps extends PlaceProps {
  readonly agent: Agent;
}

/** The container that an agent runs in, or that it runs without one. */
export function AgentContainerPart({ agent, quorum, isConnected, onOpen }: AgentContainerPartProps) {
  const { agents, containers } = quorum;
  const now = useNow();
  const isInContainer = useStore(
    containers.store,
    ({ known }) => known?.agents.some((one) => one === agent.id) === true,
  );
  const place = useStore(agents, ({ byId }) => [...byId.keys()].indexOf(agent.id));
  return (
    <Card title="Container">
      {isInContainer ? (
        <ul className={styles.container}>
          <ContainerCard
            agent={agent}
            place={place}
            store={containers.store}
            commands={containers.commands}
            followStats={containers.followStats}
            isConnected={isConnected}
            now={now}
            ways={{
              onTerminal: (id) => onOpen({ kind: "terminal", agent: id }),
              onShell: (id) => onOpen({ kind: "shell", agent: id }),
            }}
          />
        </ul>
      ) : (
        <p className={styles.note}>It runs natively, without a container.</p>
      )}
    </Card>
  );
}
