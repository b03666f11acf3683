import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../../files/has-code.ts";

/** Where the kernel keeps the numbers of one container. */
export interface CgroupFiles {
  readonly memory: string;
  readonly memoryLimit: string;
  /** Beyond what is used: what could be dropped at once, by its name in the statistics of memory. */
  readonly memoryStatistics: string;
  readonly cacheName: string;
  readonly cpu: string;
  /** Whether the processor's time stands behind a name, in microseconds; else it is alone, in nanoseconds. */
  readonly isCpuNamed: boolean;
  readonly network: string;
}

/**
 * The files of a container whose first process has this number, where the engine is of this machine; undefined elsewhere:
 * there the number is another process's, or nobody's.
 */
export async function findCgroupFiles(
  pid: number,
  container: string,
  { proc, sys }: { readonly proc: string; readonly sys: string } = { proc: "/proc", sys: "/sys/fs/cgroup" },
): Promise<CgroupFiles | undefined> {
  if (pid <= 0) return undefined;
  const text = await readFile(join(proc, String(pid), "cgroup"), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ESRCH", "EACCES", "EPERM", "ENOTDIR")) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const network = join(proc, String(pid), "net", "dev");
  const groups = text.split("\n").map((line) => line.split(":"));
  const pathOf = (controller: string): string | undefined =>
    groups
      .find(([, names]) => names?.split(",").includes(controller) === true)
      ?.slice(2)
      .join(":");
  const memory = pathOf("memory");
  const cpu = pathOf("cpuacct");
  if (memory?.includes(container) === true && cpu?.includes(container) === true) {
    return {
      memory: join(sys, "memory", memory, "memory.usage_in_bytes"),
      memoryLimit: join(sys, "memory", memory, "memory.limit_in_bytes"),
      memoryStatistics: join(sys, "memory", memory, "memory.stat"),
      cacheName: "total_inactive_file",
      cpu: join(sys, "cpuacct", cpu, "cpuacct.usage"),
      isCpuNamed: false,
      network,
    };
  }
  const unified = groups
    .find(([number]) => number === "0")
    ?.slice(2)
    .join(":");
  if (unified?.includes(container) !== true) return undefined;
  return {
    memory: join(sys, unified, "memory.current"),
    memoryLimit: join(sys, unified, "memory.max"),
    memoryStatistics: join(sys, unified, "memory.stat"),
    cacheName: "inactive_file",
    cpu: join(sys, unified, "cpu.stat"),
    isCpuNamed: true,
    network,
  };
}
