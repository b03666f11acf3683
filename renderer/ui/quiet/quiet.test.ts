import { describe, expect, it } from "vitest";
import type { Quiet } from "../../../shared/contract/notification-settings.ts";
import { isQuiet, lengthOfQuiet, quietFor, quietText } from "./quiet.ts";

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 1, day, hour, minute).getTime();
const NOW = at(4, 14, 30);

describe("quiet mode", () => {
  it.each<[string, Quiet, boolean]>([
    ["off", { kind: "off" }, false],
    ["on", { kind: "on" }, true],
    ["until later", { kind: "until", at: NOW + 1 }, true],
    ["until now", { kind: "until", at: NOW }, false],
    ["until a time that is past", { kind: "until", at: NOW - 1 }, false],
  ])("which is %s", (_what, quiet, expected) => {
    expect(isQuiet(quiet, NOW)).toBe(expected);
  });

  it("ends after an hour, or in the morning of the next day", () => {
    expect(quietFor("hour", NOW)).toEqual({ kind: "until", at: at(4, 15, 30) });
    expect(quietFor("tomorrow", NOW)).toEqual({ kind: "until", at: at(5, 8) });
    expect(quietFor("tomorrow", at(28, 1))).toEqual({ kind: "until", at: new Date(2026, 2, 1, 8).getTime() });
  });

  it("is shown as what was chosen, also where the clock on screen is late", () => {
    for (const length of ["off", "hour", "tomorrow", "on"] as const) {
      expect(lengthOfQuiet(quietFor(length, NOW), NOW - 5000)).toBe(length);
    }
    expect(lengthOfQuiet(quietFor("hour", NOW), at(4, 15, 30))).toBe("off");
  });

  it("says how long it lasts", () => {
    expect(quietText({ kind: "off" }, NOW)).toBeUndefined();
    expect(quietText({ kind: "on" }, NOW)).toBe("Quiet until you switch it off");
    expect(quietText(quietFor("hour", at(4, 8, 5)), at(4, 8, 5))).toBe("Quiet until 09:05");
    expect(quietText(quietFor("tomorrow", NOW), NOW)).toBe("Quiet until tomorrow, 08:00");
    expect(quietText(quietFor("hour", NOW), at(4, 15, 30))).toBeUndefined();
  });
});
