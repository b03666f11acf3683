import { useId, useMemo, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { countText } from "../../../ui/count-text.ts";
import { useNow } from "../../../ui/use-now.ts";
import { isSameItem } from "../pane/pane-store.ts";
import { ItemRow } from "./item-row.tsx";
import type { ListRow } from "./list-rows.ts";
import { HEADING_HEIGHT_PX, heightOf, layoutOf, rowsInSight, scrollFor, topOf } from "./row-layout.ts";
import { stepTo } from "./step-to.ts";
import { useAnchor } from "./use-anchor.ts";
import { useScroll } from "./use-scroll.ts";
import styles from "./item-list.module.css";

/** `r` answers, `/` goes to the search. */
const OWN_KEYS = ["Enter", "Escape", "Delete", "r", "/"] as const;
export type OwnKey = (typeof OWN_KEYS)[number];

export interface ItemListProps {
  readonly label: string;
  readonly rows: readonly ListRow[];
  readonly selected: InboxItem | undefined;
  readonly refusals: ReadonlyMap<string, string>;
  /** How far each item's telling has come, by its name. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** Where the focus goes when the list is to have it. */
  readonly focusRef: RefObject<HTMLDivElement | null>;
  readonly onSelect: (item: InboxItem) => void;
  /** Keys that do something with what has been selected; tells whether it did. */
  readonly onKey: (key: OwnKey) => boolean;
}

/** The items of an inbox or an archive. Only those in sight are in the page, however many there are. */
export function ItemList(props: ItemListProps) {
  const { label, rows, selected, refusals, deliveries, focusRef, onSelect, onKey } = props;
  const listId = useId();
  const now = useNow();
  const layout = useMemo(() => layoutOf(rows), [rows]);
  const places = useMemo(() => placesOf(rows), [rows]);
  const { scrollTop, height, onScroll } = useScroll(focusRef);
  const { from, to } = rowsInSight(layout, scrollTop, height);
  const selectedRow = useMemo(
    () => rows.findIndex((row) => row.kind === "item" && isSameItem(row.item, selected)),
    [rows, selected],
  );

  useAnchor(focusRef, rows, layout, scrollTop);

  const select = (row: number): void => {
    const target = rows[row];
    const list = focusRef.current;
    if (target?.kind !== "item" || list === null) return;
    list.scrollTo({ top: scrollFor(layout, row, list.scrollTop, list.clientHeight) });
    onSelect(target.item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const own = OWN_KEYS.find((key) => key === event.key);
    if (own !== undefined) {
      if (!onKey(own)) return;
    } else {
      const row = stepTo(event.key, rows, selectedRow, height);
      if (row === undefined) return;
      select(row);
    }
    event.preventDefault();
  };

  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    if (row !== null) select(Number(row.dataset["row"]));
  };

  const optionId = (row: number): string => `${listId}-${String(row)}`;
  return (
    <div
      ref={focusRef}
      className={styles.list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={selectedRow >= from && selectedRow < to ? optionId(selectedRow) : undefined}
      tabIndex={0}
      data-work-focus
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className={styles.rows} role="presentation" style={{ height: heightOf(layout) }}>
        {rows.slice(from, to).map((row, index) => {
          const top = topOf(layout, from + index);
          if (row.kind === "heading") {
            return (
              <div
                key={row.key}
                className={styles.heading}
                role="presentation"
                style={{ top, height: HEADING_HEIGHT_PX }}
              >
                {row.text} <span>{countText(row.count)}</span>
              </div>
            );
          }
          return (
            <ItemRow
              key={row.key}
              id={optionId(from + index)}
              item={row.item}
              row={from + index}
              top={top}
              now={now}
              place={places.of[from + index] ?? 0}
              count={places.count}
              isSelected={from + index === selectedRow}
              refusal={refusals.get(row.item.id)}
              delivery={deliveries.get(row.item.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

function placesOf(rows: readonly ListRow[]): { readonly of: readonly number[]; readonly count: number } {
  let count = 0;
  const of = rows.map((row) => {
    if (row.kind === "item") count += 1;
    return count;
  });
  return { of, count };
}
