import { expect, test } from "vitest";
import { countText } from "./count-text.ts";

test.each([0, 7, 999, 1000, 10_031, 100_000, 1_234_567, -4321])("sets the thousands of %i apart", (count) => {
  expect(countText(count)).toBe(count.toLocaleString("en"));
});
