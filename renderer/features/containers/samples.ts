import type { ContainerStats } from "../../../shared/contract/containers.ts";

/** A minute, at one every other second. */
export const MOST_SAMPLES = 30;
/** After a gap a line would claim what nobody measured. */
const GAP_MS = 10_000;

/** What was measured lately, with what was measured now. */
export function withSample(
  samples: readonly ContainerStats[],
  sample: ContainerStats,
): readonly ContainerStats[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.at - last.at > GAP_MS) return [sample];
  return [...samples, sample].slice(-MOST_SAMPLES);
}
