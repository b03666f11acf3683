import { STATUSES } from "../../../../shared/qms/status.ts";
import { turnText, type DocumentRow } from "./document-row.ts";

/** The columns of the table of documents, in their order. */
export const COLUMNS = [
  "id",
  "title",
  "type",
  "state",
  "version",
  "owner",
  "turn",
  "progress",
  "age",
] as const;
export type ColumnId = (typeof COLUMNS)[number];

export interface ColumnPlan {
  readonly title: string;
  /** In pixels; the title takes what is left. */
  readonly width: number;
  /** What has the most is left out first where there is no room. */
  readonly leaves: number;
}

export const COLUMN_PLANS: Readonly<Record<ColumnId, ColumnPlan>> = {
  id: { title: "Document", width: 148, leaves: 0 },
  title: { title: "Title", width: 160, leaves: 0 },
  type: { title: "Type", width: 84, leaves: 7 },
  state: { title: "State", width: 124, leaves: 1 },
  version: { title: "Version", width: 70, leaves: 6 },
  owner: { title: "Owner", width: 96, leaves: 4 },
  turn: { title: "Must act", width: 172, leaves: 2 },
  progress: { title: "Progress", width: 112, leaves: 5 },
  age: { title: "Age", width: 74, leaves: 3 },
};

export interface Sorting {
  readonly column: ColumnId;
  readonly isDescending: boolean;
}

/** The columns that a person wants and that there is room for. */
export function fittingColumns(wanted: readonly ColumnId[], width: number): readonly ColumnId[] {
  let fitting = wanted;
  const needed = (): number => fitting.reduce((sum, id) => sum + COLUMN_PLANS[id].width, 0);
  const byNeed = wanted.toSorted((one, other) => COLUMN_PLANS[other].leaves - COLUMN_PLANS[one].leaves);
  for (const next of byNeed) {
    if (width <= 0 || needed() <= width || COLUMN_PLANS[next].leaves === 0) break;
    fitting = fitting.filter((id) => id !== next);
  }
  return fitting;
}

/** What a row is sorted by. */
export type Key = string | number | undefined;

const PLACE_OF_STATUS: ReadonlyMap<string, number> = new Map(
  STATUSES.map((status, place) => [status, place]),
);

const SORT_KEYS: Readonly<Record<ColumnId, (row: DocumentRow) => Key>> = {
  id: () => 0,
  title: ({ document }) => document.title.toLowerCase() || undefined,
  type: ({ document }) => document.type,
  state: ({ document }) => document.status && PLACE_OF_STATUS.get(document.status),
  version: ({ document }) => numberOf(document.version),
  owner: ({ document }) => document.owner,
  turn: ({ turn }) => turnText(turn) || undefined,
  progress: ({ progress }) => progress,
  // The oldest is what stands longest.
  age: ({ since }) => -since,
};

export function keyOf(row: DocumentRow, { column }: Sorting): Key {
  return SORT_KEYS[column](row);
}

export interface KeyedRow {
  readonly row: DocumentRow;
  readonly key: Key;
}

/** What is the same stays in the order of the ids, and rows that say nothing come last either way. */
export function compareKeyed(one: KeyedRow, other: KeyedRow, { column, isDescending }: Sorting): number {
  const way = isDescending ? -1 : 1;
  const order = compareKeys(one.key, other.key, way);
  return order === 0 ? compareIds(one.row, other.row, column === "id" ? way : 1) : order;
}

function compareKeys(one: Key, other: Key, way: number): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -way : way;
}

function compareIds(one: DocumentRow, other: DocumentRow, way: number): number {
  const [first, second] = [one.document.id, other.document.id];
  return first === second ? 0 : first < second ? -way : way;
}

function numberOf(version: string): number | undefined {
  const number = Number(version);
  return Number.isFinite(number) ? number : undefined;
}
