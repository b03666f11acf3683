import { describe, expect, it } from "vitest";
import { badgePixels, badgeText, BADGE_SIZE } from "./badge-pixels.ts";

/** The badge as rows of signs: nothing, the disc, or the ink on it. */
function drawn(count: number): string[] {
  const pixels = badgePixels(count);
  const sign = (x: number, y: number): string => {
    const [, green, , opacity] = pixels.subarray((y * BADGE_SIZE + x) * 4);
    if (opacity === 0) return " ";
    return green === 0xff ? "#" : ".";
  };
  return Array.from({ length: BADGE_SIZE }, (_row, y) =>
    Array.from({ length: BADGE_SIZE }, (_column, x) => sign(x, y)).join(""),
  );
}

describe("the badge on the task bar", () => {
  it("is a disc with its number in the middle", () => {
    const rows = drawn(7);
    expect(rows).toHaveLength(BADGE_SIZE);
    expect(rows[0]?.startsWith("          ")).toBe(true);
    expect(rows[16]?.startsWith("..........")).toBe(true);
    const inked = rows.flatMap((row, y) => (row.includes("#") ? [y] : []));
    expect([inked.at(0), inked.at(-1)]).toEqual([6, 25]);
    expect(rows[6]).toContain("..############..");
    expect(rows[24]?.match(/#+/)?.[0]).toBe("####");
  });

  it("has room for every number that it shows", () => {
    expect([1, 9, 10, 250].map(badgeText)).toEqual(["1", "9", "9+", "9+"]);
    for (const count of [1, 4, 9, 10]) {
      const rows = drawn(count);
      expect(rows.join("")).toContain("#");
      // No ink beside the disc: it begins and ends on it in every row.
      expect(rows.filter((row) => /(^|[^.#])#|#( |$)/.test(row))).toEqual([]);
    }
  });

  it("differs from number to number", () => {
    const all = Array.from({ length: 10 }, (_, index) => drawn(index + 1).join("\n"));
    expect(new Set(all).size).toBe(10);
  });
});
