import { expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { cardPosition } from "./tour-position.ts";

const card = { width: 320, height: 180 };

it("stands beside what is in the sidebar, and below what is in the top bar", () => {
  const window = { width: 1440, height: 900 };
  expect(cardPosition({ left: 0, top: 300, width: 256, height: 46 }, card, window)).toEqual({
    left: 268,
    top: 300,
  });
  expect(cardPosition({ left: 430, top: 6, width: 440, height: 26 }, card, window)).toEqual({
    left: 490,
    top: 44,
  });
});

it("never leaves the window, wherever its target is", () => {
  const numbers = seededRandom(7);
  const random = (): number => numbers.below(10_000) / 10_000;
  for (let round = 0; round < rounds(500); round += 1) {
    const window = { width: 600 + random() * 3000, height: 400 + random() * 1500 };
    const target = {
      left: random() * window.width,
      top: random() * window.height,
      width: random() * window.width,
      height: random() * window.height,
    };
    const { left, top } = cardPosition(target, card, window);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(left + card.width).toBeLessThanOrEqual(window.width);
    expect(top + card.height).toBeLessThanOrEqual(window.height);
  }
});
