import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from "react";
import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { Spinner } from "../../../ui/progress.tsx";
import { EntryRow } from "./entry-row.tsx";
import { rowOf, stepFrom, type TimelineRow } from "./timeline-rows.ts";
import styles from "./timeline.module.css";

const ROW_PX = 32;
const DAY_PX = 34;
const OVERSCAN = 12;
/** Older ones are asked for before their place is reached. */
const AHEAD = 30;
/** Closer to the beginning than this one follows, and does not read. */
const AT_TOP_PX = 8;

export interface TimelineProps {
  readonly rows: readonly TimelineRow[];
  readonly selected: string | undefined;
  /** An agent's place in the list of agents, which gives it its colour. */
  readonly placeOf: (agent: string) => number | undefined;
  readonly hasOlder: boolean;
  readonly isLoading: boolean;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onSelect: (entry: ActivityEntry | undefined) => void;
  /** Enter: what is selected is to be read in full. */
  readonly onEnter: () => void;
  readonly onOlder: () => void;
  readonly onAtTop: (isAtTop: boolean) => void;
}

/** What happened, the latest first. Only the rows in sight are in the page, however many there are. */
export function Timeline(props: TimelineProps) {
  const { rows, selected, placeOf, hasOlder, isLoading, listRef, onSelect, onEnter, onOlder, onAtTop } =
    props;
  const listId = useId();
  // oxlint-disable-next-line react/incompatible-library -- Its functions are used here alone, and not kept.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => listRef.current,
    estimateSize: (row) => (rows[row]?.kind === "day" ? DAY_PX : ROW_PX),
    getItemKey: (row) => rows[row]?.key ?? row,
    overscan: OVERSCAN,
  });
  // Which rows are days changes with the rows.
  useEffect(() => virtualizer.measure(), [virtualizer, rows]);
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const selectedRow = useMemo(() => rowOf(rows, selected), [rows, selected]);
  const isOlderNear = hasOlder && !isLoading && last >= rows.length - AHEAD;
  useEffect(() => {
    if (isOlderNear) onOlder();
  }, [isOlderNear, rows.length, onOlder]);
  const wasAtTop = useRef(true);
  const onScroll = (): void => {
    const isAtTop = (listRef.current?.scrollTop ?? 0) <= AT_TOP_PX;
    if (isAtTop === wasAtTop.current) return;
    wasAtTop.current = isAtTop;
    onAtTop(isAtTop);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && selected !== undefined) onSelect(undefined);
    else if (event.key === "Enter" && selected !== undefined) onEnter();
    else {
      const page = Math.max(1, Math.floor((listRef.current?.clientHeight ?? 0) / ROW_PX) - 1);
      const entry = stepFrom(event.key, rows, selectedRow, page);
      if (entry === undefined) return;
      onSelect(entry);
      virtualizer.scrollToIndex(rowOf(rows, entry.id));
    }
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    const shown = rows[Number(row?.dataset["row"] ?? -1)];
    if (shown?.kind === "entry") onSelect(shown.key === selected ? undefined : shown.entry);
  };
  const idOf = (row: number): string => `${listId}-${String(row)}`;
  const isSelectedDrawn = items.some(({ index }) => index === selectedRow);

  return (
    <div
      ref={listRef}
      className={styles.list}
      role="listbox"
      aria-label="What happened"
      aria-activedescendant={isSelectedDrawn ? idOf(selectedRow) : undefined}
      tabIndex={0}
      data-work-focus
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          if (row.kind === "day") {
            return (
              <div
                key={key}
                className={styles.day}
                role="presentation"
                style={{ top: start, height: DAY_PX }}
              >
                {row.text}
              </div>
            );
          }
          return (
            <EntryRow
              key={key}
              id={idOf(index)}
              row={index}
              top={start}
              entry={row.entry}
              place={row.entry.agent === undefined ? undefined : placeOf(row.entry.agent)}
              isSelected={index === selectedRow}
            />
          );
        })}
      </div>
      {isLoading && (
        <div className={styles.older} role="presentation">
          <Spinner label="Looking further back…" />
        </div>
      )}
    </div>
  );
}
