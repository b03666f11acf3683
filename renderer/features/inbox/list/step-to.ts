import type { ListRow } from "./list-rows.ts";
import { ITEM_HEIGHT_PX } from "./row-layout.ts";

/** The row that a key leads to from the selected one (-1: none); `undefined` for a key that leads nowhere. */
export function stepTo(
  key: string,
  rows: readonly ListRow[],
  selected: number,
  height: number,
): number | undefined {
  const page = Math.max(1, Math.floor(height / ITEM_HEIGHT_PX) - 1);
  switch (key) {
    case "ArrowDown":
      return itemNear(rows, selected + 1, 1);
    case "ArrowUp":
      return selected === -1 ? itemNear(rows, 0, 1) : itemNear(rows, selected - 1, -1);
    case "PageDown":
      return itemNear(rows, Math.min(selected + page, rows.length - 1), 1);
    case "PageUp":
      return itemNear(rows, Math.max(selected - page, 0), -1) ?? itemNear(rows, 0, 1);
    case "Home":
      return itemNear(rows, 0, 1);
    case "End":
      return itemNear(rows, rows.length - 1, -1);
    default:
      return undefined;
  }
}

/** The first row from here that is an item. */
function itemNear(rows: readonly ListRow[], from: number, step: 1 | -1): number | undefined {
  for (let row = from; row >= 0 && row < rows.length; row += step) {
    if (rows[row]?.kind === "item") return row;
  }
  return undefined;
}
