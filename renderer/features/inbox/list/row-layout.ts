import type { ListRow } from "./list-rows.ts";

export const ITEM_HEIGHT_PX = 46;
export const HEADING_HEIGHT_PX = 30;
/** Drawn beyond what is seen, so that a quick scroll shows rows and not gaps. */
const SPARE_PX = 6 * ITEM_HEIGHT_PX;

export interface RowLayout {
  /** Where each row begins; behind the last, where the list ends. */
  readonly tops: readonly number[];
}

/** Where the rows of a list stand: their heights are known without drawing them. */
export function layoutOf(rows: readonly ListRow[]): RowLayout {
  const tops = [0];
  let top = 0;
  for (const row of rows) {
    top += row.kind === "item" ? ITEM_HEIGHT_PX : HEADING_HEIGHT_PX;
    tops.push(top);
  }
  return { tops };
}

export function heightOf({ tops }: RowLayout): number {
  return tops.at(-1) ?? 0;
}

export function topOf({ tops }: RowLayout, row: number): number {
  return tops[row] ?? 0;
}

/** The rows to draw: those that are seen, and some on either side. `to` is behind the last. */
export function rowsInSight(
  layout: RowLayout,
  scrollTop: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const from = rowAt(layout, scrollTop - SPARE_PX);
  const to = Math.min(layout.tops.length - 1, rowAt(layout, scrollTop + height + SPARE_PX) + 1);
  return { from, to };
}

/** The row that covers a height, or the nearest one. */
export function rowAt({ tops }: RowLayout, height: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far to scroll so that a row is whole in sight, as little as will do. */
export function scrollFor(layout: RowLayout, row: number, scrollTop: number, height: number): number {
  const top = topOf(layout, row);
  const bottom = topOf(layout, row + 1);
  // The first item comes with the heading over it.
  if (row <= 1) return top < scrollTop + HEADING_HEIGHT_PX ? 0 : Math.max(scrollTop, bottom - height);
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}
