import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { LineReader } from "../../../../../shared/link/agent-calls.ts";
import type { ContainerState } from "../containers/container-state.ts";
import { findCgroupFiles, type CgroupFiles } from "./cgroup-files.ts";
import type { ContainerSample } from "./container-sample.ts";
import { parseStats } from "./parse-stats.ts";
import { CgroupReader } from "./read-cgroup.ts";

/** Often enough for a person to see what happens, and half as dear as every second. */
const SAMPLE_MS = 2000;
/** An engine says how it is every second; between two samples that are told lies more than that. */
const LEAST_MS = 1500;
/** The first number of use needs two samples: they come soon after each other. */
const FIRST_SAMPLE_MS = 200;
const MAX_STATS_BYTES = 1024 * 1024;

/** Samples of a running container, one every other second, until it ends or the signal: from the kernel where it is ours. */
export async function* containerSamples(
  docker: Docker,
  state: ContainerState,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<ContainerSample> {
  const files = process.platform === "linux" ? await findCgroupFiles(state.pid, state.id) : undefined;
  if (files === undefined) yield* fromEngine(docker, state.id, now, signal);
  else yield* fromKernel(files, state.memoryBytes, now, signal);
}

async function* fromKernel(
  files: CgroupFiles,
  limit: number,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<ContainerSample> {
  const reader = CgroupReader.open(files);
  if (reader === undefined) return;
  try {
    for (let waitMs = FIRST_SAMPLE_MS; !signal.aborted; waitMs = untilNextTick(performance.now())) {
      const sample = reader.read(limit, now);
      if (sample === undefined) return;
      yield sample;
      await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  } finally {
    reader.dispose();
  }
}

/** All containers are looked at in the same moment, for which the hub wakes up once; one that is too near is let pass. */
function untilNextTick(at: number): number {
  const left = SAMPLE_MS - (at % SAMPLE_MS);
  return left < SAMPLE_MS / 2 ? left + SAMPLE_MS : left;
}

async function* fromEngine(
  docker: Docker,
  id: string,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<ContainerSample> {
  const stream = (await docker.getContainer(id).stats({ stream: true })) as Readable;
  const stop = (): void => void stream.destroy();
  signal.addEventListener("abort", stop);
  const lines = new LineReader(MAX_STATS_BYTES);
  let told = 0;
  let last = 0;
  try {
    for await (const bytes of stream as AsyncIterable<Uint8Array>) {
      const samples: ContainerSample[] = [];
      lines.push(bytes, (line) => {
        const sample = line.trim() === "" ? undefined : parseStats(JSON.parse(line), now);
        // The first use is known with the second sample, whenever that comes.
        if (sample === undefined || (told > 1 && sample.at - last < LEAST_MS)) return;
        samples.push(sample);
        told += 1;
        last = sample.at;
      });
      yield* samples;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    stream.destroy();
  }
}
