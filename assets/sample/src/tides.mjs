/** From one high water to the next: half a lunar day. */
const TIDE_MS = (12 * 60 + 25) * 60_000;

/** A high water that was seen in the harbour; all others are counted from it. */
const SEEN_HIGH_WATER = Date.UTC(2026, 0, 1, 1, 10);

/** The first high water after a moment. */
export function nextHighWater(moment) {
  const tides = Math.floor((moment.getTime() - SEEN_HIGH_WATER) / TIDE_MS) + 1;
  return new Date(SEEN_HIGH_WATER + tides * TIDE_MS);
}
