import type { RefObject } from "react";
import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { momentText } from "../../../ui/time-text.ts";
import { Time } from "../../../ui/time.tsx";
import { detailLines, KIND_WORDS } from "../activity-words.ts";
import styles from "./entry-details.module.css";

export interface EntryDetailsProps {
  readonly entry: ActivityEntry;
  readonly isAgent: boolean;
  readonly isDocument: boolean;
  readonly panelRef: RefObject<HTMLElement | null>;
  readonly onAgent: (agent: string) => void;
  readonly onDocument: (id: string) => void;
  /** Shows only what has to do with the same agent, or the same document. */
  readonly onOnly: (only: { readonly agent: string } | { readonly document: string }) => void;
  readonly onClose: () => void;
}

/** All that is known of one thing that happened. */
export function EntryDetails(props: EntryDetailsProps) {
  const { entry, isAgent, isDocument, panelRef, onAgent, onDocument, onOnly, onClose } = props;
  const { at, kind, event, agent, document, text } = entry;
  return (
    <section
      ref={panelRef}
      className={styles.panel}
      aria-label="What is known of it"
      tabIndex={-1}
      onKeyDown={(press) => {
        if (press.key !== "Escape") return;
        press.preventDefault();
        onClose();
      }}
    >
      <header className={styles.header}>
        <span>
          {KIND_WORDS[kind].one} · {event.toLowerCase()}
        </span>
        <IconButton icon="close" label="Close details" hint="Esc" onPress={onClose} />
      </header>
      <p className={styles.text}>{text}</p>
      <p className={styles.time}>
        <Time at={at} /> · {momentText(at)}
      </p>
      <div className={styles.ways}>
        {document !== undefined && isDocument && (
          <Button label={`Open ${document}`} onPress={() => onDocument(document)}>
            Open {document}
          </Button>
        )}
        {agent !== undefined && isAgent && (
          <Button label={`Page of ${agent}`} onPress={() => onAgent(agent)}>
            Page of {agent}
          </Button>
        )}
        {document !== undefined && <Button onPress={() => onOnly({ document })}>Only {document}</Button>}
        {agent !== undefined && <Button onPress={() => onOnly({ agent })}>Only {agent}</Button>}
      </div>
      <dl className={styles.details}>
        {detailLines(entry).map(({ name, text: value, isLong }) => (
          <div key={name} data-long={isLong}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
