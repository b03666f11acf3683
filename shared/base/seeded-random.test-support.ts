/** Random numbers that are the same in every run, for property tests. */
export interface SeededRandom {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
}

/** How often a property test tries: a little in every run, much more in `npm run soak`. */
export function rounds(count: number): number {
  return Math.round(count * Number(process.env["QUORUM_SOAK"] ?? 1));
}

export function seededRandom(seed: number): SeededRandom {
  let state = (seed + Number(process.env["QUORUM_SEED"] ?? 0)) >>> 0;
  return {
    below(limit) {
      // mulberry32: small, and good enough to reach every corner of a test.
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}
