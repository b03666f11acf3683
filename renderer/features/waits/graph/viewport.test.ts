import { describe, expect, it } from "vitest";
import { fitted, showing, zoomed } from "./viewport.ts";

const FRAME = { width: 800, height: 600 };

describe("the view of the picture", () => {
  it("has all of it in the middle where it fits, and never larger than it is", () => {
    expect(fitted({ x: -100, y: 0, width: 200, height: 100 }, FRAME)).toEqual({ x: 400, y: 250, scale: 1 });
    expect(fitted({ x: 0, y: 0, width: 1000, height: 100 }, FRAME).scale).toBeCloseTo(0.752);
  });

  it("has the end of one that is too wide to be read", () => {
    const view = fitted({ x: -4000, y: 0, width: 4200, height: 100 }, FRAME);
    expect(view.scale).toBe(0.55);
    expect(view.x + 200 * view.scale).toBeCloseTo(FRAME.width - 24);
  });

  it("keeps what is below the pointer there, and has its limits", () => {
    const view = { x: 30, y: 40, scale: 1 };
    const next = zoomed(view, 1.5, { x: 100, y: 100 });
    const before = [(100 - view.x) / view.scale, (100 - view.y) / view.scale];
    expect([(100 - next.x) / next.scale, (100 - next.y) / next.scale]).toEqual(before);
    expect(zoomed(view, 100, { x: 0, y: 0 }).scale).toBe(2);
  });

  it("moves only as far as it must to show something", () => {
    const view = { x: 0, y: 0, scale: 1 };
    expect(showing(view, { x: 100, y: 100, width: 50, height: 50 }, FRAME)).toBe(view);
    expect(showing(view, { x: -10, y: 590, width: 50, height: 50 }, FRAME)).toEqual({
      x: 34,
      y: -64,
      scale: 1,
    });
  });
});
