const GAP = "  ";

export interface TextTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the headings may stand out with escape sequences. */
  readonly isStyled: boolean;
  /** Columns of numbers, which end under each other. */
  readonly numbers?: readonly string[];
}

/** Rows under their headings, in columns as wide as they have to be. */
export function textTable({ headings, rows, isStyled, numbers = [] }: TextTable): string[] {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const isNumber = numbers.includes(headings[column] ?? "");
        return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
      })
      .join(GAP)
      .trimEnd();
  const first = lineOf(headings);
  return [isStyled ? `\u001b[1m${first}\u001b[0m` : first, ...rows.map(lineOf)];
}
