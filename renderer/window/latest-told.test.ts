import { expect, it } from "vitest";
import type { Delivery } from "../../shared/contract/deliveries.ts";
import { latestTold, tookText } from "./latest-told.ts";

const item = (createdAt: number, notice: Delivery["notice"]): Delivery => ({
  item: `item-${String(createdAt)}`,
  file: "1",
  createdAt,
  notice,
  progress: "unread",
});

it("takes the item that was told last, and none that came before its agent was up", () => {
  expect(latestTold([], 0)).toBeUndefined();
  expect(latestTold([item(10, { kind: "waiting" })], 0)).toBeUndefined();
  const told = (createdAt: number, at: number): Delivery =>
    item(createdAt, { kind: "announced", how: "paste", proof: "It was read.", at });
  const items = [told(100, 5000), told(4000, 6040), item(7000, { kind: "waiting" }), told(1, 90)];
  expect(latestTold(items, 0)).toBe(2040);
  expect(latestTold(items, 4001)).toBeUndefined();
});

it("says it as exactly as it is worth", () => {
  expect([9.4, 940, 2040, 61_000].map(tookText)).toEqual(["9 ms", "940 ms", "2.0 s", "1 min"]);
});
