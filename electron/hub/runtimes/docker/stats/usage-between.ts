import type { ContainerStats } from "../../../../../shared/contract/containers.ts";
import type { ContainerSample } from "./container-sample.ts";

/** What a container uses, from two samples of it; a counter that began anew has counted nothing. */
export function usageBetween(before: ContainerSample, after: ContainerSample): ContainerStats {
  const milliseconds = Math.max(1, after.at - before.at);
  const grown = (a: number, b: number): number => Math.max(0, b - a);
  const aSecond = (bytes: number): number => (bytes * 1000) / milliseconds;
  return {
    at: after.at,
    memory: { used: after.memoryBytes, limit: after.memoryLimitBytes },
    cpu: grown(before.cpuNanoseconds, after.cpuNanoseconds) / 1e6 / milliseconds,
    network: {
      received: aSecond(grown(before.receivedBytes, after.receivedBytes)),
      sent: aSecond(grown(before.sentBytes, after.sentBytes)),
    },
  };
}
