import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { WebSocket } from "ws";
import { BenchServer, ROOT } from "../support/bench-server.ts";
import { FrameClient } from "../support/frame-client.ts";
import { limitRow, ratioRow, type Row } from "../support/report.ts";
import { quantile } from "../support/statistics.ts";

const ECHO = "stty raw -echo; exec cat";
const FLOODS = ["flood_a", "flood_b", "flood_c", "flood_d"];
const ROUNDS = 4;
/** People type at most this fast; what matters is each key, not how many at once. */
const PAUSE_MS = 5;

/** How long a key takes until its echo is back, calm and beside four agents that flood; and what a call takes then. */
export async function echo(samples: number): Promise<Row[]> {
  const flood = "read -r _; while :; do yes 'a line that a build prints again and again'; done";
  const programs = Object.fromEntries(FLOODS.map((name) => [name, flood]));
  const server = await BenchServer.create({ echo: ECHO, ...programs });
  await server.start("echo");
  for (const name of FLOODS) await server.start(name);
  const client = new FrameClient(await server.openTerminal("echo"), {});
  await client.next((frame) => frame.kind === "snapshot");
  const bare = await bareEcho();

  const bareSamples: number[] = [];
  const calm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareSamples.push(...(await measure(samples / ROUNDS, bare.press)));
    calm.push(...(await measure(samples / ROUNDS, () => press(client))));
  }
  for (const name of FLOODS) {
    const starter = new FrameClient(await server.openTerminal(name), {});
    await starter.next((frame) => frame.kind === "snapshot");
    starter.type("\r");
    await starter.next((frame) => frame.kind === "output");
    // From here on nobody looks at it: it floods in the background.
    starter.close();
  }
  const flooded = await measure(samples, () => press(client));
  const calls = await measure(samples / 4, () => server.client.settings.update({}));
  bare.close();
  client.close();
  await server.dispose();
  const p = (values: readonly number[], share: number): number => quantile(values, share);
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [
    ratioRow(
      `a key's echo at the hub's client, calm, p99 (${ms(p(calm, 0.99))}, p50 ${ms(p(calm, 0.5))})`,
      p(calm, 0.99) / p(bareSamples, 0.99),
      { atMost: 2 },
      `node-pty → WebSocket, p99 (${ms(p(bareSamples, 0.99))}, p50 ${ms(p(bareSamples, 0.5))})`,
    ),
    ratioRow(
      `the same while 4 agents flood, p95 (${ms(p(flooded, 0.95))})`,
      p(flooded, 0.95) / p(calm, 0.95),
      { atMost: 2 },
      `calm, p95 (${ms(p(calm, 0.95))})`,
    ),
    limitRow("an API call while 4 agents flood, p99", p(calls, 0.99), 50, "ms"),
  ];
}

async function press(client: FrameClient): Promise<void> {
  const echoed = client.next((frame) => frame.kind === "output");
  client.type("x");
  await echoed;
}

async function measure(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const began = performance.now();
    await work();
    samples.push(performance.now() - began);
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
  return samples;
}

async function bareEcho(): Promise<{ press(): Promise<void>; close(): void }> {
  const child = spawn(process.execPath, [join(ROOT, "bench", "bare", "bare-server.ts"), ECHO], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = Number(String((await once(child.stdout, "data"))[0]));
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, "open");
  const pressOnce = async (): Promise<void> => {
    const echoed = once(socket, "message");
    socket.send(Buffer.from("x"));
    await echoed;
  };
  // The first key wakes the program up: its terminal is raw once it comes back alone.
  await pressOnce();
  return {
    press: pressOnce,
    close: () => {
      socket.close();
      child.kill();
    },
  };
}
