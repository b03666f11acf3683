import { closeSync, openSync, readSync } from "node:fs";
import type { Disposable } from "../../../../../shared/base/disposable.ts";
import { hasCode } from "../../../files/has-code.ts";
import type { CgroupFiles } from "./cgroup-files.ts";
import type { ContainerSample } from "./container-sample.ts";

/** Larger than the longest of the files, which the kernel makes up anew for each read from the beginning. */
const BUFFER = Buffer.alloc(32_768);
/** The interfaces stand behind two lines of headings. */
const HEADING_LINES = 2;
/** A group, or the process that it was found by, has gone. */
const GONE = ["ENOENT", "ENODEV", "ESRCH", "EINVAL", "EACCES"] as const;

/**
 * Reads a container's numbers again and again, out of files that stay open. It reads where it is called: the files are
 * the kernel's memory, and asking another thread for a dozen bytes costs more than to read them.
 */
export class CgroupReader implements Disposable {
  readonly #files: CgroupFiles;
  readonly #opened: Readonly<Record<"memory" | "statistics" | "cpu" | "network", number>>;

  private constructor(files: CgroupFiles) {
    this.#files = files;
    const opened: number[] = [];
    const open = (file: string): number => {
      const descriptor = openSync(file, "r");
      opened.push(descriptor);
      return descriptor;
    };
    try {
      const { memory, memoryStatistics, cpu, network } = files;
      this.#opened = {
        memory: open(memory),
        statistics: open(memoryStatistics),
        cpu: open(cpu),
        network: open(network),
      };
    } catch (error) {
      for (const descriptor of opened) closeSync(descriptor);
      throw error;
    }
  }

  /** Opens the files of a container; undefined where it has ended. */
  static open(files: CgroupFiles): CgroupReader | undefined {
    return orGone(() => new CgroupReader(files));
  }

  /** What the container uses now; undefined once it has ended. */
  read(memoryLimitBytes: number, now: () => number): ContainerSample | undefined {
    const { memory, statistics, cpu, network } = this.#opened;
    const { cacheName, isCpuNamed } = this.#files;
    return orGone(() => {
      const used = Number(textOf(memory)) - numberIn(textOf(statistics), cacheName);
      const spent = textOf(cpu);
      return {
        at: now(),
        memoryBytes: Math.max(0, used),
        memoryLimitBytes,
        cpuNanoseconds: isCpuNamed ? numberIn(spent, "usage_usec") * 1000 : Number(spent),
        ...trafficIn(textOf(network)),
      };
    });
  }

  dispose(): void {
    for (const descriptor of Object.values(this.#opened)) closeSync(descriptor);
  }
}

function orGone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (hasCode(error, ...GONE)) return undefined;
    throw error;
  }
}

function textOf(descriptor: number): string {
  return BUFFER.toString("latin1", 0, readSync(descriptor, BUFFER, 0, BUFFER.byteLength, 0));
}

/** The number behind a name, in lines of a name and a number each. */
function numberIn(text: string, name: string): number {
  const word = `${name} `;
  const start = text.startsWith(word) ? 0 : text.indexOf(`\n${word}`);
  if (start === -1) return 0;
  // What stands behind the number is another line.
  return Number.parseInt(text.slice(start === 0 ? word.length : start + 1 + word.length), 10);
}

/** What has gone over all interfaces but the container's own loopback. */
function trafficIn(text: string): Pick<ContainerSample, "receivedBytes" | "sentBytes"> {
  let receivedBytes = 0;
  let sentBytes = 0;
  for (const line of text.split("\n").slice(HEADING_LINES)) {
    const end = line.indexOf(":");
    if (end === -1 || line.slice(0, end).trim() === "lo") continue;
    const numbers = line
      .slice(end + 1)
      .trim()
      .split(/\s+/);
    receivedBytes += Number(numbers[0] ?? 0);
    sentBytes += Number(numbers[8] ?? 0);
  }
  return { receivedBytes, sentBytes };
}
