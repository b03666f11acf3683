import { compareKeyed, keyOf, type KeyedRow, type Sorting } from "./columns.ts";
import type { DocumentRow } from "./document-row.ts";

export type RowGroups = readonly (readonly DocumentRow[])[];

export type RowSorter = (groups: RowGroups, sorting: Sorting) => readonly DocumentRow[];

interface Order {
  readonly groups: RowGroups;
  readonly sorting: Sorting;
  readonly rows: readonly DocumentRow[];
}

/** Where more rows than this share of all differ, all are sorted anew. */
const MOST_DIFFERING = 0.1;

/** Puts rows in order. The last order is kept: few that differ are put into it, and the others stay where they are. */
export function rowSorter(): RowSorter {
  let last: Order | undefined;
  return (groups, sorting) => {
    const isSame =
      last?.sorting.column === sorting.column && last.sorting.isDescending === sorting.isDescending;
    const rows = last !== undefined && isSame ? reordered(last, groups) : sort(groups.flat(), sorting);
    last = { groups, sorting, rows };
    return rows;
  };
}

function sort(rows: readonly DocumentRow[], sorting: Sorting): readonly DocumentRow[] {
  return keyed(rows, sorting).map(({ row }) => row);
}

/** The rows in order, each with what it is sorted by. */
function keyed(rows: readonly DocumentRow[], sorting: Sorting): readonly KeyedRow[] {
  return rows
    .map((row) => ({ row, key: keyOf(row, sorting) }))
    .toSorted((one, other) => compareKeyed(one, other, sorting));
}

function reordered({ groups: before, sorting, rows }: Order, groups: RowGroups): readonly DocumentRow[] {
  const known = new Set(before);
  const kept = new Set(groups);
  const gone = new Set(before.filter((group) => !kept.has(group)).flat());
  const come = groups
    .filter((group) => !known.has(group))
    .flatMap((group) => group.filter((row) => !gone.delete(row)));
  if (gone.size === 0 && come.length === 0) return rows;
  if (gone.size + come.length > rows.length * MOST_DIFFERING) return sort(groups.flat(), sorting);
  const edits = [
    ...keyed([...gone], sorting).map((row) => ({ at: placeOf(row, rows, sorting), isGone: true, row })),
    ...keyed(come, sorting).map((row) => ({ at: placeOf(row, rows, sorting), isGone: false, row })),
  ];
  // What lies between two edits is taken over as a whole: with ten thousand rows that is nearly all.
  const parts: (readonly DocumentRow[])[] = [];
  let from = 0;
  for (const { at, isGone, row } of edits.toSorted(
    (one, other) => one.at - other.at || inPlace(one, other),
  )) {
    parts.push(rows.slice(from, at));
    if (!isGone) parts.push([row.row]);
    from = isGone ? at + 1 : at;
  }
  return parts.concat([rows.slice(from)]).flat();
}

interface Edit {
  readonly isGone: boolean;
}

/** Whatever comes to a place stands before the row that was there. */
function inPlace(one: Edit, other: Edit): number {
  return Number(one.isGone) - Number(other.isGone);
}

/** Where a row stands in the order, or would. */
function placeOf(wanted: KeyedRow, rows: readonly DocumentRow[], sorting: Sorting): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && compareKeyed({ row, key: keyOf(row, sorting) }, wanted, sorting) < 0)
      low = middle + 1;
    else high = middle;
  }
  return low;
}
