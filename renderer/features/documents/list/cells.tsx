import { Chip } from "../../../ui/chip.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { statusText, statusTone } from "../../../ui/status-words.ts";
import { Time } from "../../../ui/time.tsx";
import type { ColumnId } from "./columns.ts";
import { turnText, type DocumentRow } from "./document-row.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./documents-table.module.css";

export interface CellProps {
  readonly row: DocumentRow;
  readonly column: ColumnId;
  readonly now: number;
}

/** What a column says of a document. */
export function Cell({ row, column, now }: CellProps) {
  const { document } = row;
  switch (column) {
    case "id":
      return (
        <span className={styles.id}>
          {document.id}
          {document.problems.length > 0 && (
            <span className={styles.problem} title={document.problems[0]?.problem}>
              <Icon name="warning" />
              <span className={hidden.heard}>has a problem</span>
            </span>
          )}
        </span>
      );
    case "title":
      return <span title={document.title}>{document.title === "" ? "Without a title" : document.title}</span>;
    case "type":
      return document.type;
    case "state":
      return <Chip tone={statusTone(document.status)}>{statusText(document.status)}</Chip>;
    case "version":
      return <span className={styles.figures}>{document.version}</span>;
    case "owner":
      return document.owner ?? "";
    case "turn":
      return <Turn row={row} />;
    case "progress":
      return <ProgressCell row={row} />;
    case "age":
      return <Time at={row.since} now={now} />;
  }
}

function Turn({ row: { turn, heard } }: { readonly row: DocumentRow }) {
  const text = turnText(turn);
  return (
    <span className={styles.turn} data-quiet={turn.users.length === 0} title={text}>
      <span>{text}</span>
      {heard !== undefined && heard.all > 1 && (
        <small>{`${String(heard.done)} of ${String(heard.all)} in`}</small>
      )}
    </span>
  );
}

/** How far it has come. The bar is drawn, not a `progress`: there are many, and the words beside it say it all. */
function ProgressCell({ row: { document, progress } }: { readonly row: DocumentRow }) {
  const { items, status } = document;
  // What is done needs no bar: most documents are.
  if (progress >= 1 && (status === "EFFECTIVE" || status === "CLOSED" || status === "RETIRED")) {
    return <small className={styles.done}>done</small>;
  }
  const words =
    items !== undefined && status === "IN_EXECUTION"
      ? `${String(items.done)} / ${String(items.total)}`
      : `${String(Math.round(progress * 100))} %`;
  return (
    <span className={styles.progress}>
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: `${String(progress * 100)}%` }} data-done={progress >= 1} />
      </span>
      <small>{words}</small>
    </span>
  );
}
