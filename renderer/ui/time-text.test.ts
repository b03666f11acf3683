import { describe, expect, it } from "vitest";
import { agoText, durationText, momentText } from "./time-text.ts";

it("tells a duration in its largest unit, and a clock that went back as nothing", () => {
  expect([-5, 59_999, 60_000, 3_599_000, 7_200_000, 200_000_000].map(durationText)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "59 min",
    "2 h",
    "2 d",
  ]);
});

describe("when something was", () => {
  const now = new Date(2026, 1, 20, 12).getTime();
  const ago = (milliseconds: number): string => agoText(now - milliseconds, now);

  it("is told as a duration while it is recent, and as a day later", () => {
    expect(ago(20_000)).toBe("now");
    expect(ago(4 * 60_000)).toBe("4 min");
    expect(ago(3 * 86_400_000)).toBe("3 d");
    expect(agoText(new Date(2026, 0, 4).getTime(), now)).toBe("4 Jan");
    expect(agoText(new Date(2025, 10, 30).getTime(), now)).toBe("30 Nov 2025");
    expect(momentText(new Date(2026, 0, 4, 8, 5).getTime())).toBe("4 Jan 2026, 08:05:00");
  });

  it("is now where a clock is ahead, and nothing where no calendar has it", () => {
    expect(agoText(now + 5_000_000, now)).toBe("now");
    expect(agoText(Number.NaN, now)).toBe("");
    expect(agoText(-9e15, now)).toBe("");
    expect(momentText(9e15)).toBe("");
  });
});
