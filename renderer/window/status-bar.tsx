import { useStore } from "zustand";
import type { AgentId } from "../../shared/contract/agents.ts";
import { countUp, type AgentsStore } from "../ui/agents/agents-store.ts";
import type { Containers } from "../features/containers/containers.ts";
import { MachineStatus } from "../features/containers/machine-status.tsx";
import type { DeliveriesStore } from "../features/inbox/deliveries/deliveries-store.ts";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import { latestTold, tookText } from "./latest-told.ts";
import styles from "./status-bar.module.css";

export interface StatusBarProps {
  readonly agents: AgentsStore;
  readonly shown: AgentId | undefined;
  readonly view: TerminalViewStore | undefined;
  readonly deliveries: DeliveriesStore;
  readonly version: string | undefined;
  readonly containers: Containers;
  readonly isConnected: boolean;
  /** The keys that open the containers. */
  readonly keys: string | undefined;
  /** Opens the containers; absent where there is no project. */
  readonly onContainers: (() => void) | undefined;
}

/** The window's lower edge: how many agents are up, how the machine stands, how fast the shown one is told, and how large its terminal is. */
export function StatusBar(props: StatusBarProps) {
  const { agents, shown, view, deliveries, version, containers, isConnected, keys, onContainers } = props;
  const { isKnown } = useStore(agents);
  const { up } = countUp(useStore(agents));
  return (
    <footer className={styles.bar} aria-label="Status">
      {isKnown && <span>{up === 1 ? "1 agent up" : `${String(up)} agents up`}</span>}
      {onContainers !== undefined && (
        <MachineStatus containers={containers} isConnected={isConnected} keys={keys} onPress={onContainers} />
      )}
      {version !== undefined && <span>Quorum {version}</span>}
      <ToldText agents={agents} deliveries={deliveries} />
      {shown !== undefined && view !== undefined && <TerminalSizeText agent={shown} view={view} />}
    </footer>
  );
}

/** How long it took until the agent that is shown was told of its latest item. */
function ToldText({ agents, deliveries }: Pick<StatusBarProps, "agents" | "deliveries">) {
  const agent = useStore(deliveries, (state) => state.agent);
  const upSince = useStore(agents, ({ byId }) => {
    const state = agent === undefined ? undefined : byId.get(agent)?.state;
    return state?.kind === "running" ? state.since : Infinity;
  });
  const took = useStore(deliveries, ({ byItem }) => latestTold([...byItem.values()], upSince));
  if (agent === undefined || took === undefined) return null;
  return (
    <span title={`From the arrival of its latest item to the proof that ${agent} was told of it`}>
      Inbox → {agent} {tookText(took)}
    </span>
  );
}

function TerminalSizeText({ agent, view }: { readonly agent: AgentId; readonly view: TerminalViewStore }) {
  const { size, isSizedByOther, phase } = useStore(view);
  if (size === undefined) return null;
  return (
    <span className={styles.size}>
      {agent} · {size.columns}×{size.rows}
      {isSizedByOther && phase === "live" && " · sized by another viewer"}
    </span>
  );
}
