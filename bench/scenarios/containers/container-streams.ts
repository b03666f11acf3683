import { setTimeout as delay } from "node:timers/promises";
import { renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { withContainers, type BenchEngine } from "../../support/bench-engine.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { makeFloodFile } from "../../support/flood-file.ts";
import { FrameClient } from "../../support/frame-client.ts";
import { ratioRow, type Row } from "../../support/report.ts";
import { median, quantile } from "../../support/statistics.ts";

const GOAL = { atLeast: 0.7 };
const ROUNDS = 4;
/** People type at most this fast. */
const PAUSE_MS = 5;
const FLOOD = "stty raw -echo -opost; while read -r -N 1 _; do cat flood; done";
const ECHO = "stty raw -echo; exec cat";

/** The same programs natively and in containers, by turns: how fast their output comes, and a key's echo. */
export async function containerStreams(engine: BenchEngine, megabytes: number, keys: number): Promise<Row[]> {
  const flood = await makeFloodFile(megabytes);
  const shell = (script: string, runtime: string): object => ({
    program: { command: "bash", args: ["-c", script] },
    runtime,
    network: "none",
  });
  const agents = {
    flood_native: shell(FLOOD, "native"),
    flood_docker: shell(FLOOD, "docker"),
    echo_native: shell(ECHO, "native"),
    echo_docker: shell(ECHO, "docker"),
  };
  const measure = async (server: BenchServer): Promise<Row[]> => {
    for (const agent of Object.keys(agents)) await server.start(agent);
    const first = [await throughput(server, flood.bytes, 0), ...(await echo(server, keys))];
    // The next hub comes by another way: through `docker exec`.
    await server.kill();
    await server.boot();
    const next = [
      await throughput(server, flood.bytes, (ROUNDS + 1) * flood.bytes),
      ...(await echo(server, keys)),
    ];
    return [...first, ...next.map((row) => ({ ...row, what: `… after the hub was killed: ${row.what}` }))];
  };
  return withContainers(engine, agents, measure, (project) => {
    // Both find it in the folder that they work in.
    renameSync(flood.path, join(project, "flood"));
    rmdirSync(dirname(flood.path));
  });
}

async function throughput(server: BenchServer, bytes: number, from: number): Promise<Row> {
  const native = await Flood.open(server, "flood_native", from);
  const docker = await Flood.open(server, "flood_docker", from);
  const took = { native: [] as number[], docker: [] as number[] };
  // The first of each fills the caches.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [near, far] = [await native.run(bytes), await docker.run(bytes)];
    if (round === 0) continue;
    took.native.push(near);
    took.docker.push(far);
  }
  native.close();
  docker.close();
  const rate = (ms: number): string => `${((bytes / ms) * (1000 / 1_048_576)).toFixed(0)} MB/s`;
  return ratioRow(
    `terminal throughput from a container (${rate(median(took.docker))})`,
    median(took.native) / median(took.docker),
    GOAL,
    `native (${rate(median(took.native))})`,
  );
}

/** A program that floods its terminal when a key is pressed. */
class Flood {
  readonly #client: FrameClient;
  #end: number;

  private constructor(client: FrameClient, from: number) {
    this.#client = client;
    this.#end = from;
  }

  /** Opens its terminal where all that it has written until now ends. */
  static async open(server: BenchServer, agent: string, from: number): Promise<Flood> {
    await server.untilRunning(agent);
    return new Flood(new FrameClient(await server.openTerminal(agent), { from, follow: "bytes" }), from);
  }

  /** The milliseconds until all has come. */
  async run(bytes: number): Promise<number> {
    this.#end += bytes;
    const began = performance.now();
    const done = this.#client.next(
      (frame) => frame.kind === "output" && frame.offset + frame.bytes.byteLength >= this.#end,
    );
    this.#client.type("x");
    await done;
    return performance.now() - began;
  }

  close(): void {
    this.#client.close();
  }
}

async function echo(server: BenchServer, keys: number): Promise<Row[]> {
  const native = await openEcho(server, "echo_native");
  const docker = await openEcho(server, "echo_docker");
  const near: number[] = [];
  const far: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    near.push(...(await press(native, keys / ROUNDS)));
    far.push(...(await press(docker, keys / ROUNDS)));
  }
  native.close();
  docker.close();
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [0.5, 0.95].map((share) =>
    ratioRow(
      `a key's echo from a container, p${share * 100} (${ms(quantile(far, share))})`,
      quantile(near, share) / quantile(far, share),
      GOAL,
      `native (${ms(quantile(near, share))})`,
    ),
  );
}

async function openEcho(server: BenchServer, agent: string): Promise<FrameClient> {
  await server.untilRunning(agent);
  const client = new FrameClient(await server.openTerminal(agent), {});
  await client.next((frame) => frame.kind === "snapshot");
  // The first key wakes the program up: its terminal is raw once it comes back alone.
  await press(client, 5);
  return client;
}

async function press(client: FrameClient, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const echoed = client.next((frame) => frame.kind === "output");
    const began = performance.now();
    client.type("x");
    await echoed;
    samples.push(performance.now() - began);
    await delay(PAUSE_MS);
  }
  return samples;
}
