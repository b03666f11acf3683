import { z } from "zod";
import type { ContainerSample } from "./container-sample.ts";

const Raw = z.object({
  memory_stats: z
    .object({
      usage: z.number().default(0),
      limit: z.number().default(0),
      stats: z.record(z.string(), z.number()).nullish(),
    })
    .prefault({}),
  cpu_stats: z
    .object({ cpu_usage: z.object({ total_usage: z.number().default(0) }).prefault({}) })
    .prefault({}),
  networks: z.record(z.string(), z.object({ rx_bytes: z.number(), tx_bytes: z.number() })).nullish(),
});

/** A sample out of what the engine says of a container; undefined where it says nothing, since the container has ended. */
export function parseStats(value: unknown, now: () => number): ContainerSample | undefined {
  const raw = Raw.safeParse(value).data;
  if (raw === undefined || raw.memory_stats.usage === 0) return undefined;
  const { usage, limit, stats } = raw.memory_stats;
  const cache = stats?.["total_inactive_file"] ?? stats?.["inactive_file"] ?? 0;
  const networks = Object.values(raw.networks ?? {});
  return {
    at: now(),
    memoryBytes: Math.max(0, usage - cache),
    memoryLimitBytes: limit,
    cpuNanoseconds: raw.cpu_stats.cpu_usage.total_usage,
    receivedBytes: networks.reduce((sum, { rx_bytes }) => sum + rx_bytes, 0),
    sentBytes: networks.reduce((sum, { tx_bytes }) => sum + tx_bytes, 0),
  };
}
