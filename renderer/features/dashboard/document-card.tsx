import { memo } from "react";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import { Progress } from "../../ui/progress.tsx";
import { stageText } from "../../ui/status-words.ts";
import { momentText } from "../../ui/time-text.ts";
import { answersIn } from "./document-words.ts";
import { People } from "./people.tsx";
import styles from "./document-card.module.css";

export interface DocumentCardProps {
  readonly document: DocumentView;
  /** What became of it; without it, how it stands is said. */
  readonly note: string | undefined;
  /** In words, so that a card is drawn again only when they are others. */
  readonly age: string;
  readonly since: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly onOpen: (id: string) => void;
}

/** A document in its lane. It is drawn again only when something of it is another. */
export const DocumentCard = memo(function DocumentCard(props: DocumentCardProps) {
  const { document, note, age, since, colours, onOpen } = props;
  const { id, version, title, owner, pending, round, items } = document;
  const answers = answersIn(document);
  // A bar says something only where several were asked.
  const isShared = note === undefined && answers !== undefined && answers.of > 1;
  const others = round === undefined ? [] : round.assigned.filter((user) => user !== owner);
  const people = [...(owner === undefined ? [] : [owner]), ...others];
  return (
    <li>
      <button type="button" className={styles.card} data-document={id} onClick={() => onOpen(id)}>
        <span className={styles.line}>
          <b>{id}</b> <span className={styles.quiet}>v{version}</span>
        </span>{" "}
        <span className={styles.title}>{title}</span>{" "}
        <span className={styles.line}>
          {people.length > 0 && <People users={people} colours={colours} />}
          {!isShared && <span className={styles.quiet}>{note ?? standing(document)}</span>}
          <time className={styles.age} dateTime={isoOf(since)} title={momentText(since)}>
            {age}
          </time>
        </span>
        {isShared && (
          <Measure
            label={waitsText(pending)}
            what={standing(document)}
            done={answers.in}
            all={answers.of}
            text={`${String(answers.in)} of ${String(answers.of)} in`}
          />
        )}
        {items !== undefined && items.total > 0 && isCarriedOut(document) && round === undefined && (
          <Measure
            label="Execution items done"
            done={items.done}
            all={items.total}
            text={`${String(items.done)} of ${String(items.total)} items`}
          />
        )}
      </button>
    </li>
  );
});

interface MeasureProps {
  readonly label: string;
  readonly what?: string;
  readonly done: number;
  readonly all: number;
  readonly text: string;
}

function Measure({ label, what, done, all, text }: MeasureProps) {
  return (
    <span className={styles.line} title={label}>
      {what !== undefined && <span className={styles.quiet}>{what}</span>}
      <Progress label={label} done={done} all={all} />
      <span className={styles.quiet}>{text}</span>
    </span>
  );
}

function waitsText(pending: readonly string[]): string {
  return pending.length === 0 ? "All have answered" : `Waits for ${pending.join(", ")}`;
}

/** What its lane does not say already. */
function standing({ status, isCheckedOut }: DocumentView): string {
  if (status === undefined) return "";
  if (status === "DRAFT" || status === "EFFECTIVE" || status === "IN_EXECUTION") {
    return isCheckedOut ? "checked out" : "";
  }
  return stageText(status);
}

/** Before, none of its items can be done. */
function isCarriedOut({ status }: DocumentView): boolean {
  return status === "IN_EXECUTION" || status?.includes("POST_") === true;
}

/** Files may claim a time that no calendar has. */
function isoOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
