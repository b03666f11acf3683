import { useLayoutEffect, useRef, type RefObject } from "react";
import type { ListRow } from "./list-rows.ts";
import { rowAt, topOf, type RowLayout } from "./row-layout.ts";

interface Anchor {
  readonly rows: readonly ListRow[];
  readonly key: string | undefined;
  readonly offset: number;
}

/** What comes in above does not move what is being looked at; at the top, what is new is seen at once. */
export function useAnchor(
  element: RefObject<HTMLElement | null>,
  rows: readonly ListRow[],
  layout: RowLayout,
  scrollTop: number,
): void {
  const anchor = useRef<Anchor>(undefined);
  useLayoutEffect(() => {
    const list = element.current;
    if (list === null) return;
    const last = anchor.current;
    if (last !== undefined && last.rows !== rows && list.scrollTop > 0) {
      const row = rows.findIndex(({ key }) => key === last.key);
      if (row !== -1) list.scrollTo({ top: topOf(layout, row) + last.offset });
    }
    const first = rowAt(layout, list.scrollTop);
    anchor.current = { rows, key: rows[first]?.key, offset: list.scrollTop - topOf(layout, first) };
  }, [element, rows, layout, scrollTop]);
}
