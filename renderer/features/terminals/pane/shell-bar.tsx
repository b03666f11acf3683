import type { AgentId } from "../../../../shared/contract/agents.ts";
import { Button } from "../../../ui/button.tsx";
import { StateDot } from "../../../ui/state-dot.tsx";
import styles from "./shell-bar.module.css";

export interface ShellBarProps {
  readonly agent: AgentId;
  readonly isOver: boolean;
  readonly isConnected: boolean;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** A line over a shell that says whose container it is in: what is typed here, the agent's program does not see. */
export function ShellBar({ agent, isOver, isConnected, onAgain, onClose }: ShellBarProps) {
  return (
    <div className={styles.bar} role="status">
      <StateDot tone={isOver ? "quiet" : "ok"} />
      <p>
        <b>{isOver ? "The shell is over." : `Shell in the container of ${agent}.`}</b>{" "}
        {!isOver && <span>Its program does not see what you do here.</span>}
      </p>
      {isOver && (
        <Button label={`Open a shell of ${agent} again`} isDisabled={!isConnected} onPress={onAgain}>
          Open again
        </Button>
      )}
      <Button label={`Close the shell of ${agent}`} onPress={onClose}>
        Close
      </Button>
    </div>
  );
}
