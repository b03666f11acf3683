import { useEffect, useRef, type ReactNode } from "react";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { outboxText, type Letter, type Outbox } from "./outbox.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./outbox-view.module.css";

export interface OutboxViewProps {
  readonly outbox: Outbox;
  readonly isConnected: boolean;
  /** Draws how far a letter has come. */
  readonly renderDelivery: (delivery: Delivery) => ReactNode;
  readonly onRetry: (to: string) => void;
  /** Sends to nobody else. */
  readonly onStop: () => void;
  readonly onOpenInbox: (to: string) => void;
  readonly onBack: () => void;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** What was sent: to each of its recipients, and what becomes of it there as it happens. */
export function OutboxView(props: OutboxViewProps) {
  const { outbox, isConnected, renderDelivery, onRetry, onStop, onOpenInbox } = props;
  const { onBack, onAnother, onClose } = props;
  const { letters, subject } = outbox;
  const isSending = letters.some(({ state }) => state.kind === "sending");
  const left = letters.filter(({ state }) => state.kind === "sending").length;
  const hasFailed = letters.some(({ state }) => state.kind === "failed" || state.kind === "held");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.outbox}>
      <header className={styles.header}>
        <h3 ref={title} tabIndex={-1}>
          {outboxText(outbox)}
        </h3>
        <p>{subject}</p>
        {isSending && letters.length > 1 && (
          <Progress label="Sent letters" done={letters.length - left} all={letters.length} />
        )}
        <span className={hidden.heard} role="status">
          {outboxText(outbox)}
        </span>
      </header>
      <ul className={styles.letters} aria-label="Recipients">
        {letters.map((letter) => (
          <li key={letter.to} aria-label={letter.to} data-state={letter.state.kind}>
            <b>{letter.to}</b>
            <LetterState state={letter.state} renderDelivery={renderDelivery} />
            {(letter.state.kind === "failed" || (letter.state.kind === "held" && !isSending)) && (
              <Button
                label={`Send to ${letter.to} again`}
                isDisabled={!isConnected}
                onPress={() => onRetry(letter.to)}
              >
                {letter.state.kind === "held" ? "Send" : "Try again"}
              </Button>
            )}
            {letter.state.kind === "sent" && (
              <Button label={`Open the inbox of ${letter.to}`} onPress={() => onOpenInbox(letter.to)}>
                Inbox
              </Button>
            )}
          </li>
        ))}
      </ul>
      <footer className={styles.footer}>
        {left > 1 && <Button onPress={onStop}>Stop sending</Button>}
        {hasFailed && !isSending && <Button onPress={onBack}>Back to the draft</Button>}
        <Button onPress={onAnother} isDisabled={isSending}>
          Write another
        </Button>
        <Button isPrimary isDisabled={isSending} onPress={onClose}>
          Done
        </Button>
      </footer>
    </div>
  );
}

interface LetterStateProps {
  readonly state: Letter["state"];
  readonly renderDelivery: (delivery: Delivery) => ReactNode;
}

function LetterState({ state, renderDelivery }: LetterStateProps) {
  switch (state.kind) {
    case "sending":
      return <span className={styles.state}>Sending…</span>;
    case "sent":
      return (
        <span className={styles.state}>
          {state.delivery === undefined ? (
            <>
              <Icon name="check" /> In the inbox
            </>
          ) : (
            renderDelivery(state.delivery)
          )}
        </span>
      );
    case "held":
      return <span className={styles.state}>Not sent</span>;
    case "failed":
      return (
        <span className={styles.state} role="alert">
          <Icon name="warning" /> {state.sentence}
        </span>
      );
  }
}
