import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCgroupFiles } from "./cgroup-files.ts";
import { parseStats } from "./parse-stats.ts";
import type { CgroupFiles } from "./cgroup-files.ts";
import { CgroupReader } from "./read-cgroup.ts";
import { usageBetween } from "./usage-between.ts";

const NET = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0
  eth0:    1200 9 0 0 0 0 0 0     340 8 0 0 0 0 0 0
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quorum-stats-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const roots = (): { proc: string; sys: string } => ({ proc: join(folder, "proc"), sys: join(folder, "sys") });
/** What is read of the files once they are open, and again after they have changed. */
function samplesOf(files: CgroupFiles | undefined, change: () => void = () => undefined): unknown[] {
  const reader = files && CgroupReader.open(files);
  if (reader === undefined) return [];
  const first = reader.read(4096, () => 5);
  change();
  const samples = [first, reader.read(4096, () => 5)];
  reader.dispose();
  return samples;
}

const EXPECTED = {
  at: 5,
  memoryBytes: 700,
  memoryLimitBytes: 4096,
  cpuNanoseconds: 3000,
  receivedBytes: 1200,
  sentBytes: 340,
};

describe("what a container uses, out of the kernel's files,", () => {
  it("is read where groups stand in one tree", async () => {
    write({
      "proc/7/cgroup": "0::/system.slice/docker-abc.scope\n",
      "proc/7/net/dev": NET,
      "sys/system.slice/docker-abc.scope/memory.current": "1000\n",
      "sys/system.slice/docker-abc.scope/memory.stat": "anon 1\ninactive_file 300\n",
      "sys/system.slice/docker-abc.scope/cpu.stat": "usage_usec 3\nuser_usec 1\n",
    });
    const files = await findCgroupFiles(7, "abc", roots());
    expect(samplesOf(files)).toEqual([EXPECTED, EXPECTED]);
    const more = (): void =>
      write({ "sys/system.slice/docker-abc.scope/memory.stat": "inactive_file 299\ninactive 1" });
    expect(samplesOf(files, more)).toEqual([EXPECTED, { ...EXPECTED, memoryBytes: 701 }]);
  });

  it("is read where each controller has a tree of its own", async () => {
    write({
      "proc/7/cgroup": "4:cpu,cpuacct:/docker/abc\n9:memory:/docker/abc\n",
      "proc/7/net/dev": NET,
      "sys/memory/docker/abc/memory.usage_in_bytes": "1000\n",
      "sys/memory/docker/abc/memory.stat": "inactive_file 1\ntotal_inactive_file 300\n",
      "sys/cpuacct/docker/abc/cpuacct.usage": "3000\n",
    });
    const files = await findCgroupFiles(7, "abc", roots());
    expect(samplesOf(files)).toEqual([EXPECTED, EXPECTED]);
    rmSync(join(folder, "sys"), { recursive: true });
    expect(samplesOf(files)).toEqual([]);
  });

  it("is not taken from a process that happens to have the number", async () => {
    write({ "proc/7/cgroup": "0::/user.slice/other\n" });
    expect(await findCgroupFiles(7, "abc", roots())).toBeUndefined();
    expect(await findCgroupFiles(8, "abc", roots())).toBeUndefined();
    expect(await findCgroupFiles(0, "abc", roots())).toBeUndefined();
  });
});

it("is taken from the engine elsewhere", () => {
  const raw = {
    memory_stats: { usage: 1000, limit: 4096, stats: { inactive_file: 300 } },
    cpu_stats: { cpu_usage: { total_usage: 3000 } },
    networks: { eth0: { rx_bytes: 1000, tx_bytes: 300 }, eth1: { rx_bytes: 200, tx_bytes: 40 } },
  };
  expect(parseStats(raw, () => 5)).toEqual(EXPECTED);
  expect(parseStats({ memory_stats: {}, cpu_stats: {} }, () => 5)).toBeUndefined();
  expect(parseStats("nothing", () => 5)).toBeUndefined();
});

it("is what it has used between two samples", () => {
  const before = { ...EXPECTED, at: 0, cpuNanoseconds: 0, receivedBytes: 0, sentBytes: 340 };
  const after = { ...EXPECTED, at: 500, cpuNanoseconds: 250_000_000 };
  expect(usageBetween(before, after)).toEqual({
    at: 500,
    memory: { used: 700, limit: 4096 },
    cpu: 0.5,
    network: { received: 2400, sent: 0 },
  });
  expect(usageBetween(after, { ...before, at: 600 })).toMatchObject({
    cpu: 0,
    network: { received: 0, sent: 0 },
  });
});
