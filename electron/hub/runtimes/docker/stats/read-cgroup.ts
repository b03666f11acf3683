import { readFile } from "node:fs/promises";
import { hasCode } from "../../../files/has-code.ts";
import type { CgroupFiles } from "./cgroup-files.ts";
import type { ContainerSample } from "./container-sample.ts";

/** Reads a container's numbers; undefined once it has ended. */
export async function readCgroup(
  files: CgroupFiles,
  memoryLimitBytes: number,
  now: () => number,
): Promise<ContainerSample | undefined> {
  try {
    const [memory, statistics, cpu, network] = await Promise.all(
      [files.memory, files.memoryStatistics, files.cpu, files.network].map((file) => readFile(file, "utf8")),
    );
    const used = Number(memory) - numberIn(statistics ?? "", files.cacheName);
    return {
      at: now(),
      memoryBytes: Math.max(0, used),
      memoryLimitBytes,
      cpuNanoseconds: files.isCpuNamed ? numberIn(cpu ?? "", "usage_usec") * 1000 : Number(cpu),
      ...trafficIn(network ?? ""),
    };
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENODEV", "ESRCH", "EINVAL", "EACCES")) return undefined;
    throw error;
  }
}

/** The number behind a name, in lines of a name and a number each. */
function numberIn(text: string, name: string): number {
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}

/** What has gone over all interfaces but the container's own loopback. */
function trafficIn(text: string): Pick<ContainerSample, "receivedBytes" | "sentBytes"> {
  let receivedBytes = 0;
  let sentBytes = 0;
  for (const line of text.split("\n").slice(2)) {
    const [name, rest] = line.split(":");
    if (rest === undefined || name?.trim() === "lo") continue;
    const numbers = rest.trim().split(/\s+/).map(Number);
    receivedBytes += numbers[0] ?? 0;
    sentBytes += numbers[8] ?? 0;
  }
  return { receivedBytes, sentBytes };
}
