import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Row,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from "react";
import { useNow } from "../../../ui/use-now.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Cell } from "./cells.tsx";
import { COLUMN_PLANS, COLUMNS, fittingColumns, type ColumnId, type Sorting } from "./columns.ts";
import type { DocumentRow } from "./document-row.ts";
import type { Filters } from "./filters.ts";
import { useKeptRows } from "./use-kept-rows.ts";
import styles from "./documents-table.module.css";

export interface DocumentsTableProps {
  readonly rows: readonly DocumentRow[];
  readonly columns: readonly ColumnId[];
  readonly sorting: Sorting;
  /** What the rows were chosen by. */
  readonly filters: Filters;
  /** The document that the keys are at. */
  readonly active: string | undefined;
  readonly scroll: number;
  readonly onSort: (column: ColumnId) => void;
  readonly onActive: (id: string) => void;
  readonly onScroll: (scroll: number) => void;
  readonly onOpen: (id: string) => void;
}

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });
const helper = createColumnHelper<typeof features, DocumentRow>();
const COLUMN_DEFINITIONS = helper.columns(
  COLUMNS.map((id) => helper.display({ id, header: COLUMN_PLANS[id].title })),
);
type TableRow = Row<typeof features, DocumentRow>;

/** Rows beyond what is seen, so that a quick scroll shows no gap. */
const OVERSCAN = 5;

/** The documents as a table. Only the rows in sight are in the page, however many there are. */
export function DocumentsTable(props: DocumentsTableProps) {
  const { rows, columns, sorting, filters, active, scroll, onSort, onActive, onScroll, onOpen } = props;
  const tableId = useId();
  const now = useNow();
  const frame = useRef<HTMLDivElement>(null);
  const { width, rowHeight } = useSizes(frame);
  const fitting = useMemo(() => fittingColumns(columns, width), [columns, width]);
  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is passed on.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialOffset: scroll,
    // The heading stands above the rows and stays there.
    scrollPaddingStart: rowHeight,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useKeptRows(frame, { rows, sorting, filters }, rowHeight);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const seen = useMemo(() => rows.slice(first, last + 1), [rows, first, last]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(COLUMNS.map((id) => [id, fitting.includes(id)])),
    [fitting],
  );
  const tableSorting = useMemo(() => [{ id: sorting.column, desc: sorting.isDescending }], [sorting]);
  const table = useTable({
    features,
    columns: COLUMN_DEFINITIONS,
    data: seen,
    getRowId: rowId,
    manualSorting: true,
    state: { columnVisibility, sorting: tableSorting },
  });
  const activeAt = useMemo(
    () => (active === undefined ? -1 : rows.findIndex(({ document }) => document.id === active)),
    [rows, active],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === "Enter") {
      const row = rows[activeAt];
      if (row === undefined) return;
      onOpen(row.document.id);
    } else {
      const page = Math.max(
        1,
        Math.floor(virtualizer.scrollRect === null ? 10 : virtualizer.scrollRect.height / rowHeight) - 2,
      );
      const next = stepTo(event.key, activeAt, rows.length, page);
      const row = next === undefined ? undefined : rows[next];
      if (next === undefined || row === undefined) return;
      virtualizer.scrollToIndex(next);
      onActive(row.document.id);
    }
    event.preventDefault();
  };
  const template = fitting
    .map((id) =>
      id === "title"
        ? `minmax(${String(COLUMN_PLANS.title.width)}px, 1fr)`
        : `${String(COLUMN_PLANS[id].width)}px`,
    )
    .join(" ");
  const isActiveSeen = activeAt >= first && activeAt <= last;

  return (
    <div
      ref={frame}
      className={styles.table}
      role="grid"
      tabIndex={0}
      aria-label="Documents"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isActiveSeen ? `${tableId}-${String(activeAt)}` : undefined}
      data-work-focus
      onKeyDown={onKeyDown}
      onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
      onFocus={(event) => {
        const row = rows[Math.min(first + (scroll > 0 ? OVERSCAN : 0), rows.length - 1)];
        if (event.target === event.currentTarget && activeAt === -1 && row !== undefined)
          onActive(row.document.id);
      }}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: template }}>
          {fitting.map((id) => {
            const isSorted = sorting.column === id;
            const way = sorting.isDescending ? "descending" : "ascending";
            return (
              <div key={id} role="columnheader" aria-sort={isSorted ? way : "none"}>
                <button type="button" data-sorted={isSorted} onClick={() => onSort(id)}>
                  {COLUMN_PLANS[id].title}
                  {isSorted && <Icon name={sorting.isDescending ? "down" : "up"} />}
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {table.getRowModel().rows.map((row, place) => {
          const at = first + place;
          return (
            <BodyRow
              key={row.id}
              id={`${tableId}-${String(at)}`}
              row={row}
              at={at}
              top={at * rowHeight}
              now={now}
              template={template}
              isActive={at === activeAt}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowId({ document }: DocumentRow): string {
  return document.id;
}

interface BodyRowProps {
  readonly id: string;
  readonly row: TableRow;
  readonly at: number;
  readonly top: number;
  readonly now: number;
  readonly template: string;
  readonly isActive: boolean;
  readonly onOpen: (id: string) => void;
}

/** A row is drawn again only when what it shows is another. */
const BodyRow = memo(
  function BodyRow({ id, row, at, top, now, template, isActive, onOpen }: BodyRowProps) {
    const { document } = row.original;
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys of its rows.
      <div
        id={id}
        role="row"
        aria-rowindex={at + 2}
        aria-selected={isActive}
        className={styles.row}
        data-document={document.id}
        style={{ gridTemplateColumns: template, transform: `translateY(${String(top)}px)` }}
        onClick={() => onOpen(document.id)}
      >
        {row.getVisibleCells().map((cell) => (
          <div key={cell.column.id} role="gridcell" data-column={cell.column.id}>
            <Cell row={row.original} column={columnOf(cell.column.id)} now={now} />
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.row.original === after.row.original &&
    before.id === after.id &&
    before.top === after.top &&
    before.now === after.now &&
    before.template === after.template &&
    before.isActive === after.isActive &&
    before.onOpen === after.onOpen,
);

function columnOf(id: string): ColumnId {
  return COLUMNS.find((column) => column === id) ?? "id";
}

/** Where a key leads to in a list of so many; nothing where it is none that moves. */
function stepTo(key: string, at: number, count: number, page: number): number | undefined {
  const within = (to: number): number => Math.min(Math.max(to, 0), count - 1);
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return within(at + 1);
    case "ArrowUp":
      return within(at - 1);
    case "PageDown":
      return within(at + page);
    case "PageUp":
      return within(at - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** How wide the table is, and how high a row is where the person has it dense or not. */
function useSizes(frame: React.RefObject<HTMLDivElement | null>): {
  readonly width: number;
  readonly rowHeight: number;
} {
  const [sizes, setSizes] = useState({ width: 0, rowHeight: 30 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = (): void => {
      const height = Number.parseFloat(getComputedStyle(element).getPropertyValue("--row-height"));
      const next = { width: element.clientWidth, rowHeight: Number.isFinite(height) ? height : 30 };
      setSizes((known) => (known.width === next.width && known.rowHeight === next.rowHeight ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return sizes;
}
