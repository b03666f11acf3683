import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { LineReader } from "../../../../../shared/link/agent-calls.ts";
import type { ContainerState } from "../containers/container-state.ts";
import { findCgroupFiles, type CgroupFiles } from "./cgroup-files.ts";
import type { ContainerSample } from "./container-sample.ts";
import { parseStats } from "./parse-stats.ts";
import { readCgroup } from "./read-cgroup.ts";

const SAMPLE_MS = 1000;
/** The first number of use needs two samples: they come soon after each other. */
const FIRST_SAMPLE_MS = 200;
const MAX_STATS_BYTES = 1024 * 1024;

/** Samples of a running container, about once a second, until it ends or the signal: from the kernel where it is ours. */
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
  for (let waitMs = FIRST_SAMPLE_MS; !signal.aborted; waitMs = SAMPLE_MS) {
    const sample = await readCgroup(files, limit, now);
    if (sample === undefined) return;
    yield sample;
    await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
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
  try {
    for await (const bytes of stream as AsyncIterable<Uint8Array>) {
      const samples: ContainerSample[] = [];
      lines.push(bytes, (line) => {
        const sample = line.trim() === "" ? undefined : parseStats(JSON.parse(line), now);
        if (sample !== undefined) samples.push(sample);
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
