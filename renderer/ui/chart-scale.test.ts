import { describe, expect, it } from "vitest";
import { namedBars, scaleTo } from "./chart-scale.ts";

describe("the scale of a chart", () => {
  it("reaches the value in a few steps that are easily read", () => {
    expect(scaleTo(0)).toEqual([0, 1]);
    expect(scaleTo(1)).toEqual([0, 1]);
    expect(scaleTo(3)).toEqual([0, 1, 2, 3]);
    expect(scaleTo(7)).toEqual([0, 5, 10]);
    expect(scaleTo(55)).toEqual([0, 20, 40, 60]);
    expect(scaleTo(1234)).toEqual([0, 500, 1000, 1500]);
  });

  it("reaches every value, in whole numbers", () => {
    for (let value = 1; value < 3000; value += 1) {
      const lines = scaleTo(value);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(value);
      expect(lines.length).toBeLessThanOrEqual(4);
      expect(lines.every(Number.isInteger)).toBe(true);
    }
  });

  it("names bars evenly, the last one always", () => {
    expect([...namedBars(30, 5)]).toEqual([29, 23, 17, 11, 5]);
    expect([...namedBars(3, 5)]).toEqual([2, 1, 0]);
    expect([...namedBars(0, 5)]).toEqual([]);
  });
});
