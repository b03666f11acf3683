import { describe, expect, it } from "vitest";
import { coloursOf, paletteOf, type ColouredCell } from "./cell-colours.ts";

const own = { foreground: "#eeeeee", background: "#111111" };
const palette = paletteOf({ red: "#aa0000", brightRed: "#ff0000" });

function cell(change: Partial<Record<keyof ColouredCell, unknown>> = {}): ColouredCell {
  const usual = {
    getFgColor: 0,
    getBgColor: 0,
    isFgRGB: false,
    isBgRGB: false,
    isFgPalette: false,
    isBgPalette: false,
    isBold: 0,
    isDim: 0,
    isInverse: 0,
    isInvisible: 0,
    ...change,
  };
  return Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, () => value])) as never;
}

describe("the colours of a cell", () => {
  it("are the screen's own where the program names none", () => {
    expect(coloursOf(cell(), palette, own)).toEqual({ ink: "#eeeeee", ground: undefined, isDim: false });
  });

  it("are those of the theme, of the cube, of the greys, or any", () => {
    const ink = (change: object) => coloursOf(cell(change), palette, own).ink;
    expect(ink({ isFgPalette: true, getFgColor: 1 })).toBe("#aa0000");
    expect(ink({ isFgPalette: true, getFgColor: 1, isBold: 1 })).toBe("#ff0000");
    expect(ink({ isFgPalette: true, getFgColor: 196 })).toBe("#ff0000");
    expect(ink({ isFgPalette: true, getFgColor: 232 })).toBe("#080808");
    expect(ink({ isFgPalette: true, getFgColor: 255 })).toBe("#eeeeee");
    expect(ink({ isFgRGB: true, getFgColor: 0x01_02_03 })).toBe("#010203");
  });

  it("change places where they are inverse, and show nothing where they are invisible", () => {
    expect(coloursOf(cell({ isInverse: 1 }), palette, own)).toMatchObject({
      ink: "#111111",
      ground: "#eeeeee",
    });
    expect(coloursOf(cell({ isInvisible: 1 }), palette, own).ink).toBeUndefined();
  });
});
