import { useStore } from "zustand";
import { Button } from "../../../ui/button.tsx";
import type { AttentionCommands, Permission } from "../attention-commands.ts";
import type { AttentionStore } from "../attention-store.ts";
import { Denial } from "./denial.tsx";
import styles from "./permission-answer.module.css";

export interface PermissionAnswerProps {
  readonly entry: Permission;
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly isConnected: boolean;
  /** False for a moment after something has moved: then what is pressed may not be what was meant. */
  readonly isSettled: boolean;
  /** False where not all that it is for is in sight. */
  readonly canAllow: boolean;
}

/** Allow and Deny. */
export function PermissionAnswer(props: PermissionAnswerProps) {
  const { entry, store, commands, isConnected, isSettled, canAllow } = props;
  const isAnswering = useStore(store, (state) => state.answering.has(entry.id));
  if (isAnswering) {
    return (
      <p className={styles.answering} role="status">
        answering…
      </p>
    );
  }
  return (
    <Denial {...{ entry, store, commands, isConnected }} word="Deny" label={`Deny ${entry.agent}`}>
      {canAllow && (
        <Button
          label={`Allow ${entry.agent}`}
          isDisabled={!isConnected}
          isBusy={!isSettled}
          onPress={() => void commands.allow(entry)}
        >
          Allow
        </Button>
      )}
    </Denial>
  );
}
