import { expect, it } from "vitest";
import { nextTile } from "./next-tile.ts";

it("walks over the tiles by the arrow keys, and stays where there is none", () => {
  const from = (at: number) =>
    ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "a"].map((key) =>
      nextTile(key, at, 5, 3),
    );
  expect(from(0)).toEqual([1, undefined, 3, undefined, 0, 4, undefined]);
  expect(from(4)).toEqual([undefined, 3, undefined, 1, 0, 4, undefined]);
});
