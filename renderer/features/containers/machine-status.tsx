import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { MachineLoad } from "../../../shared/contract/containers.ts";
import { StateDot } from "../../ui/state-dot.tsx";
import { usePageSeen } from "../../ui/use-visible.ts";
import type { Containers } from "./containers.ts";
import { cpuText, engineStatus, memoryText } from "./containers-words.ts";
import styles from "./machine-status.module.css";

export interface MachineStatusProps {
  readonly containers: Containers;
  readonly isConnected: boolean;
  /** The keys that do the same. */
  readonly keys: string | undefined;
  readonly onPress: () => void;
}

/** How the engine of containers stands and how busy the machine is, and the way to the containers. */
export function MachineStatus({ containers, isConnected, keys, onPress }: MachineStatusProps) {
  const engine = engineStatus(useStore(containers.store));
  const load = useLoad(containers, isConnected);
  if (engine === undefined && load === undefined) return null;
  const words = [
    ...(engine === undefined ? [] : [engine.title]),
    ...(load === undefined
      ? []
      : [`processors ${cpuText(load.cpu)} of ${String(load.processors)}, memory ${memoryText(load.memory)}`]),
  ].join(". ");
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={`Machine and containers: ${words}`}
      title={keys === undefined ? words : `${words} (${keys})`}
      onClick={onPress}
    >
      {engine !== undefined && (
        <span className={styles.part}>
          {engine.tone !== "ok" && <StateDot tone={engine.tone} />}
          {engine.title}
        </span>
      )}
      {load !== undefined && (
        <span data-live>
          CPU {cpuText(load.cpu)} · {memoryText(load.memory)}
        </span>
      )}
    </button>
  );
}

/** What the machine uses; measured only while the page is seen. */
function useLoad({ followMachine }: Containers, isConnected: boolean): MachineLoad | undefined {
  const [load, setLoad] = useState<MachineLoad>();
  const isSeen = usePageSeen();
  const isFollowed = isSeen && isConnected;
  useEffect(() => (isFollowed ? followMachine(setLoad) : undefined), [isFollowed, followMachine]);
  return isConnected ? load : undefined;
}
