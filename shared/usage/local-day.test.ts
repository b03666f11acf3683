import { expect, it } from "vitest";
import { localDay } from "./local-day.ts";

it("changes the day at midnight of this machine's calendar", () => {
  expect(localDay(new Date(2026, 1, 3, 23, 59, 59, 999).getTime())).toBe("2026-02-03");
  expect(localDay(new Date(2026, 1, 4, 0, 0, 0, 0).getTime())).toBe("2026-02-04");
});
