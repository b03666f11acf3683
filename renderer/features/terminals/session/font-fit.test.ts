import { describe, expect, it } from "vitest";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import { fitsInto, fittingFontSize } from "./font-fit.ts";

/** A pane of 800 by 400 pixels whose cells are rounded as a browser rounds them. */
function sizeAt(fontSize: number): TerminalSize {
  return {
    columns: Math.floor(800 / (Math.round(fontSize * 6.02) / 10)),
    rows: Math.floor(400 / Math.ceil(fontSize * 1.17)),
  };
}

describe("the font size of a pane", () => {
  it("is the person's own while the terminal fits", () => {
    expect(fittingFontSize({ columns: 80, rows: 24 }, 13, sizeAt)).toBe(13);
    expect(fittingFontSize(sizeAt(13), 13, sizeAt)).toBe(13);
  });

  it("is the largest at which a terminal that another viewer sized is seen whole", () => {
    for (const wanted of [
      { columns: 150, rows: 30 },
      { columns: 90, rows: 60 },
      { columns: 103, rows: 26 },
    ]) {
      const fontSize = fittingFontSize(wanted, 13, sizeAt);
      expect(fontSize).toBeLessThan(13);
      expect(fitsInto(wanted, sizeAt(fontSize))).toBe(true);
      expect(fitsInto(wanted, sizeAt(fontSize + 0.5))).toBe(false);
    }
  });

  it("has an end, however large the terminal", () => {
    expect(fittingFontSize({ columns: 1000, rows: 500 }, 13, sizeAt)).toBe(4);
  });
});
