import { useEffect, useRef, type FormEvent, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import { Button } from "../../../ui/button.tsx";
import type { AttentionCommands, Permission } from "../attention-commands.ts";
import type { AttentionStore } from "../attention-store.ts";
import line from "./answer-line.module.css";
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

/** The longest reason that the hub takes. */
const MAX_REASON_CHARS = 2000;

/** Allow and Deny. A denial asks for its reason, which may be left out. */
export function PermissionAnswer(props: PermissionAnswerProps) {
  const { entry, store, commands, isConnected, isSettled, canAllow } = props;
  const reason = useStore(store, (state) => state.reasons.get(entry.id));
  const isAnswering = useStore(store, (state) => state.answering.has(entry.id));
  const input = useRef<HTMLInputElement>(null);
  const deny = useRef<HTMLSpanElement>(null);
  const isDenying = reason !== undefined;
  const wasDenying = useRef(isDenying);
  useEffect(() => {
    if (isDenying && !wasDenying.current) input.current?.focus();
    if (!isDenying && wasDenying.current) deny.current?.querySelector("button")?.focus();
    wasDenying.current = isDenying;
  }, [isDenying]);

  if (isAnswering) {
    return (
      <p className={styles.answering} role="status">
        answering…
      </p>
    );
  }
  if (!isDenying) {
    return (
      <span ref={deny} className={styles.buttons}>
        <Button
          label={`Deny ${entry.agent}`}
          isDisabled={!isConnected}
          onPress={() => commands.writeReason(entry, "")}
        >
          Deny…
        </Button>
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
      </span>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConnected) void commands.deny(entry);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // Only the reason is given up, and not what it stands in.
    event.preventDefault();
    event.stopPropagation();
    commands.writeReason(entry, undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={`${line.line} ${styles.reason}`}
        type="text"
        value={reason}
        maxLength={MAX_REASON_CHARS}
        placeholder="Why, and what to do instead (optional)"
        aria-label={`Reason for ${entry.agent}`}
        onChange={(event) => commands.writeReason(entry, event.target.value)}
      />
      <Button isSubmit isPrimary isDisabled={!isConnected}>
        Deny
      </Button>
      <Button onPress={() => commands.writeReason(entry, undefined)}>Cancel</Button>
    </form>
  );
}
