import { expect, it } from "vitest";
import { csvCell } from "./export-line.ts";

/** A cell as programs that open such files read it. */
const read = (cell: string): string => cell.slice(1, -1).replaceAll('""', '"');

it("keeps commas, quotes and line ends of a text within one cell", () => {
  for (const text of ["a, b", 'say "a"', "one\ntwo", 'one\r\n"two", three', "", "ünï 漢字"]) {
    const cell = csvCell(text);
    expect(cell).toMatch(/^"(?:[^"]|"")*"$/);
    expect(read(cell)).toBe(text);
  }
});

it("is never a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\uff1d1"])
    expect(read(csvCell(text))).toBe(`'${text}`);
});
