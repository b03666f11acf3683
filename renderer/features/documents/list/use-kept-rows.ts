import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Sorting } from "./columns.ts";
import type { DocumentRow } from "./document-row.ts";
import type { Filters } from "./filters.ts";
import { rowsShift } from "./rows-shift.ts";

interface Listed {
  readonly rows: readonly DocumentRow[];
  readonly sorting: Sorting;
  readonly filters: Filters;
}

/** Keeps what is read in its place when rows come or go above it. Another order or filter is the person's own wish, and moves it. */
export function useKeptRows(
  frame: RefObject<HTMLDivElement | null>,
  { rows, sorting, filters }: Listed,
  rowHeight: number,
): void {
  const last = useRef<Listed>({ rows, sorting, filters });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { rows, sorting, filters };
    const element = frame.current;
    if (element === null || before.rows === rows) return;
    if (before.sorting !== sorting || before.filters !== filters) return;
    // Whoever is at the top wants to see what comes there.
    if (element.scrollTop <= 0) return;
    const shift = rowsShift(before.rows, rows, Math.floor(element.scrollTop / rowHeight));
    if (shift !== 0) element.scrollTo({ top: element.scrollTop + shift * rowHeight });
  }, [frame, rows, sorting, filters, rowHeight]);
}
