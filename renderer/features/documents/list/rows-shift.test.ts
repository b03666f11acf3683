import { expect, it } from "vitest";
import { rowsShift } from "./rows-shift.ts";

const rows = (...ids: readonly string[]) => ids.map((id) => ({ document: { id } }));
const READ = rows("a", "b", "c", "d");

it("follows the row that is read when others come or go above it", () => {
  expect(rowsShift(READ, rows("x", "y", "a", "b", "c", "d"), 2)).toBe(2);
  expect(rowsShift(READ, rows("b", "c", "d"), 2)).toBe(-1);
});

it("stays where it is when nothing changes above", () => {
  expect(rowsShift(READ, rows("a", "b", "c", "x", "d"), 2)).toBe(0);
});

it("follows the next row where the one that is read is gone", () => {
  expect(rowsShift(READ, rows("x", "a", "b", "d"), 2)).toBe(0);
  expect(rowsShift(READ, rows("x", "y", "a", "b", "d"), 2)).toBe(1);
});

it("stays where it is when all that is read is gone", () => {
  expect(rowsShift(READ, rows("x", "y"), 2)).toBe(0);
  expect(rowsShift([], READ, 0)).toBe(0);
});
