import { describe, expect, it } from "vitest";
import { boundsFor, DEFAULT_WINDOW_SIZE, MIN_WINDOW_SIZE, type WindowPlacement } from "./window-bounds.ts";

const primary = { x: 0, y: 25, width: 1920, height: 1055 };
const left = { x: -2560, y: 0, width: 2560, height: 1440 };

function placed(x: number, y: number, width: number, height: number): WindowPlacement {
  return { version: 1, bounds: { x, y, width, height }, isMaximized: false };
}

describe("the bounds of a new window", () => {
  it("are centred on the primary display when nothing is remembered", () => {
    expect(boundsFor(undefined, [primary])).toEqual({ x: 320, y: 143, ...DEFAULT_WINDOW_SIZE });
  });

  it("are the remembered ones, also on a second display left of the first", () => {
    const { bounds } = placed(-2000, 100, 1400, 900);
    expect(boundsFor(placed(-2000, 100, 1400, 900), [primary, left])).toEqual(bounds);
  });

  it.each([
    ["the display is gone", placed(-2000, 100, 1400, 900)],
    ["its title would be above the screen", placed(100, -300, 1400, 900)],
    ["only an edge would be seen", placed(1900, 100, 1400, 900)],
    ["its title would be below the screen", placed(100, 1070, 1400, 900)],
  ])("are brought back to the primary display when %s", (_why, placement) => {
    expect(boundsFor(placement, [primary])).toEqual({ x: 260, y: 103, width: 1400, height: 900 });
  });

  it("never exceed the display, nor fall below what the window needs", () => {
    expect(boundsFor(placed(0, 25, 9000, 9000), [primary])).toMatchObject({ width: 1920, height: 1055 });
    expect(boundsFor(placed(0, 25, 10, 10), [primary])).toMatchObject(MIN_WINDOW_SIZE);
  });
});
