import type { DocumentRow } from "./document-row.ts";

/** Which documents are listed. A list that is empty lets all through. */
export interface Filters {
  readonly text: string;
  readonly type: readonly string[];
  readonly state: readonly string[];
  readonly owner: readonly string[];
  readonly reviewer: readonly string[];
}

export type FilterField = Exclude<keyof Filters, "text">;

export const FILTER_FIELDS: readonly FilterField[] = ["type", "state", "owner", "reviewer"];

export const NO_FILTERS: Filters = { text: "", type: [], state: [], owner: [], reviewer: [] };

/** What a document has in a field: a reviewer is whoever is asked in its round, or was heard in its last one. */
function valuesOf(field: FilterField, { document }: DocumentRow): readonly string[] {
  switch (field) {
    case "type":
      return [document.type];
    case "state":
      return [document.status ?? "unknown"];
    case "owner":
      return document.owner === undefined ? [] : [document.owner];
    case "reviewer":
      return [
        ...new Set([...(document.round?.assigned ?? document.pending), ...Object.keys(document.outcomes)]),
      ];
  }
}

/** The rows that a person wants to see: all words of the text are in it, and each field has one of what was chosen. */
export function filtered(rows: readonly DocumentRow[], filters: Filters): readonly DocumentRow[] {
  const words = filters.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const fields = FILTER_FIELDS.flatMap((field) =>
    filters[field].length === 0 ? [] : [{ field, wanted: new Set(filters[field]) }],
  );
  if (words.length === 0 && fields.length === 0) return rows;
  return rows.filter(
    (row) =>
      words.every((word) => row.words.includes(word)) &&
      fields.every(({ field, wanted }) => valuesOf(field, row).some((value) => wanted.has(value))),
  );
}

/** What can be chosen in a field, with how many documents have it. */
export function optionsOf(
  field: FilterField,
  rows: readonly DocumentRow[],
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const value of valuesOf(field, row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => (one.value < other.value ? -1 : 1));
}

export function isFiltered(filters: Filters): boolean {
  return filters.text.trim() !== "" || FILTER_FIELDS.some((field) => filters[field].length > 0);
}

/** Chooses a value in a field, or takes it back. */
export function withToggled(filters: Filters, field: FilterField, value: string): Filters {
  const chosen = filters[field];
  const isChosen = chosen.includes(value);
  return { ...filters, [field]: isChosen ? chosen.filter((one) => one !== value) : [...chosen, value] };
}
