import { useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import { MAX_REASON } from "../../../../shared/link/ask-answer.ts";
import { Button } from "../../../ui/button.tsx";
import type { Asked, AttentionCommands, Permission } from "../attention-commands.ts";
import type { AttentionStore } from "../attention-store.ts";
import line from "./answer-line.module.css";
import styles from "./denial.module.css";

export interface DenialProps {
  readonly entry: Permission | Asked;
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly isConnected: boolean;
  /** What the person does: "Deny". */
  readonly word: string;
  /** All of it, for those who hear it. */
  readonly label: string;
  /** The other answers, which stand beside it until the reason is written. */
  readonly children: ReactNode;
}

/** The way not to give what an agent asks for. It asks for the reason, which may be left out. */
export function Denial({ entry, store, commands, isConnected, word, label, children }: DenialProps) {
  const reason = useStore(store, (state) => state.reasons.get(entry.id));
  const input = useRef<HTMLInputElement>(null);
  const deny = useRef<HTMLSpanElement>(null);
  const isDenying = reason !== undefined;
  const wasDenying = useRef(isDenying);
  useEffect(() => {
    if (isDenying && !wasDenying.current) input.current?.focus();
    if (!isDenying && wasDenying.current) deny.current?.querySelector("button")?.focus();
    wasDenying.current = isDenying;
  }, [isDenying]);

  if (!isDenying) {
    return (
      <span ref={deny} className={styles.buttons}>
        <Button label={label} isDisabled={!isConnected} onPress={() => commands.writeReason(entry, "")}>
          {word}…
        </Button>
        {children}
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
        maxLength={MAX_REASON}
        placeholder="Why, and what to do instead (optional)"
        aria-label={`Reason for ${entry.agent}`}
        onChange={(event) => commands.writeReason(entry, event.target.value)}
      />
      <Button isSubmit isPrimary isDisabled={!isConnected}>
        {word}
      </Button>
      <Button onPress={() => commands.writeReason(entry, undefined)}>Cancel</Button>
    </form>
  );
}
