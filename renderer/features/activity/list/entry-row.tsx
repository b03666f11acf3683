import { memo } from "react";
import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { momentText } from "../../../ui/time-text.ts";
import { KIND_WORDS, toneOf } from "../activity-words.ts";
import styles from "./entry-row.module.css";

export interface EntryRowProps {
  readonly id: string;
  readonly row: number;
  readonly top: number;
  readonly entry: ActivityEntry;
  readonly place: number | undefined;
  readonly isSelected: boolean;
}

/** One thing that happened, in one line. */
export const EntryRow = memo(function EntryRow({ id, row, top, entry, place, isSelected }: EntryRowProps) {
  const { at, kind, agent, document, text } = entry;
  return (
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isSelected}
      data-row={row}
      data-kind={kind}
      data-tone={toneOf(entry)}
      style={{ top }}
    >
      <time className={styles.time} dateTime={new Date(at).toISOString()} title={momentText(at)}>
        {clockText(at)}
      </time>
      <span className={styles.kind} title={KIND_WORDS[kind].one}>
        <Icon name={KIND_WORDS[kind].icon} />
      </span>
      <span className={styles.text} title={text}>
        {text}
      </span>
      <span className={styles.agent}>
        {agent !== undefined && (
          <>
            <Avatar agent={agent} place={place} size="small" />
            <span>{agent}</span>
          </>
        )}
      </span>
      <span className={styles.document} title={document}>
        {document}
      </span>
    </div>
  );
});

function clockText(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
