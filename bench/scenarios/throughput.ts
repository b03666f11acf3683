import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { BenchServer, ROOT } from "../support/bench-server.ts";
import { makeFloodFile } from "../support/flood-file.ts";
import { FrameClient } from "../support/frame-client.ts";
import { memoryOf } from "../support/memory-of.ts";
import { claimRow, ratioRow, type Row } from "../support/report.ts";
import { median } from "../support/statistics.ts";

const run = promisify(execFile);
const ROUNDS = 3;
/** What a server may hold more after the third flood than after the first: the noise of its garbage collector. */
const MEMORY_NOISE_MB = 30;

/** 100 MB from a program to a client without a page, against node-pty alone; nothing lost, and no memory gained. */
export async function throughput(megabytes: number): Promise<Row[]> {
  const flood = await makeFloodFile(megabytes);
  const server = await BenchServer.create({
    flood: `stty raw -echo -opost; while read -r -N 1 _; do cat ${flood.path}; done`,
  });
  await server.start("flood");
  const client = new FrameClient(await server.openTerminal("flood"), { from: 0, follow: "bytes" });
  const bare: number[] = [];
  const ours: number[] = [];
  const memory: number[] = [];
  let end = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const script = join(ROOT, "bench", "bare", "bare-read.ts");
    const { stdout } = await run(process.execPath, [
      script,
      "bash",
      "-c",
      `stty raw -opost; cat ${flood.path}`,
    ]);
    bare.push(JSON.parse(stdout).ms);
    end += flood.bytes;
    const began = performance.now();
    const done = client.next(
      (frame) => frame.kind === "output" && frame.offset + frame.bytes.byteLength >= end,
    );
    client.type("x");
    await done;
    ours.push(performance.now() - began);
    memory.push(await memoryOf(server.pid));
  }
  const isWhole = await holdsFlood(await server.sessionFolder("flood"), flood);
  client.close();
  await server.dispose();
  const rate = (ms: number): string => `${(((flood.bytes / ms) * 1000) / 1_048_576).toFixed(0)} MB/s`;
  const growth = (memory.at(-1) ?? 0) - (memory[0] ?? 0);
  return [
    ratioRow(
      `${megabytes} MB: program → agentd → hub → client (${rate(median(ours))})`,
      median(bare) / median(ours),
      { atLeast: 0.35 },
      `bare node-pty read (${rate(median(bare))})`,
    ),
    claimRow("the raw file holds every byte of it (sha-256)", isWhole, isWhole ? "equal" : "different"),
    claimRow(
      `the hub's memory does not grow with the output (after ${ROUNDS} times ${megabytes} MB)`,
      growth < MEMORY_NOISE_MB,
      `${growth.toFixed(0)} MB`,
    ),
  ];
}

/** The latest flood in the raw files: the cap lets go of the first ones. */
async function holdsFlood(
  session: string,
  flood: { readonly bytes: number; readonly sha256: string },
): Promise<boolean> {
  const folder = join(session, "output");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".raw"));
  const sorted = names.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const all = Buffer.concat(await Promise.all(sorted.map((name) => readFile(join(folder, name)))));
  return createHash("sha256").update(all.subarray(-flood.bytes)).digest("hex") === flood.sha256;
}
