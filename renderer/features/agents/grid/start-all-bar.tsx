import { useStore } from "zustand";
import type { Agent } from "../../../../shared/contract/agents.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { progressOf, progressText, type StartAll } from "./start-all.ts";
import styles from "./agents-grid.module.css";

export interface StartAllBarProps {
  readonly startAll: StartAll;
  readonly agents: readonly Agent[];
  readonly isConnected: boolean;
}

/** How far the start of all agents is, with the way to give it up; nothing while they are not started together. */
export function StartAllBar({ startAll, agents, isConnected }: StartAllBarProps) {
  const { started } = useStore(startAll.store);
  if (started === undefined) return null;
  const progress = progressOf(started, agents);
  return (
    <div className={styles.starting} role="group" aria-label="Start of all agents">
      <Progress label="Agents that are up" done={progress.up} all={progress.all} />
      <span role="status">{progressText(progress)}</span>
      {progress.isOver ? (
        <IconButton icon="close" label="Put away" onPress={startAll.dismiss} />
      ) : (
        <Button
          label="Cancel the start of those that are not up"
          isDisabled={!isConnected}
          onPress={() => startAll.cancel(agents)}
        >
          Cancel
        </Button>
      )}
    </div>
  );
}
