import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LARGE, writeLargeProject } from "../../electron/hub/reader/testing/large-project.test-support.ts";
import { BenchServer } from "../support/bench-server.ts";
import { memoryOf } from "../support/memory-of.ts";
import { claimRow, limitRow, ratioRow, type Row } from "../support/report.ts";
import { median } from "../support/statistics.ts";

const HOST = join(import.meta.dirname, "../support/reader-host.ts");
const PLAIN = join(import.meta.dirname, "../support/plain-read.ts");
const CROWD = 10_000;
const BURST = 20_000;
const LONG_AGO = new Date("2026-02-04");

interface Opened {
  readonly openedMs: number;
  readonly documents: number;
  readonly longestTurnMs: number;
  readonly longestWaitMs: number;
}

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

interface Changes extends Latency {
  readonly times: number;
  readonly before: { readonly filesRead: number };
  readonly after: { readonly filesRead: number };
}

/** Following a project of 10,000 documents, 100,000 events and 10,000 items. */
export async function reader(times: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "quorum-bench-reader-"));
  const root = join(folder, "project");
  const index = join(folder, "index");
  try {
    writeLargeProject(root, LARGE);
    plain(root, "read");
    const opened = opening(root, index, times);
    fillInbox(root, "crowded", CROWD);
    mkdirSync(join(root, ".claude/users/burst/inbox"), { recursive: true });
    return [...opened, await memory(), ...following(root, index), await burst(root, index)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function opening(root: string, index: string, times: number): Row[] {
  const [reading, looking, cold, warm]: [number[], number[], Opened[], Opened[]] = [[], [], [], []];
  for (let round = 0; round < times; round += 1) {
    rmSync(index, { force: true });
    reading.push(plain(root, "read"));
    cold.push(host<Opened>(root, index, "open"));
    looking.push(plain(root, "lstat"));
    warm.push(host<Opened>(root, index, "open"));
  }
  const ms = (opened: readonly Opened[]): number => median(opened.map(({ openedMs }) => openedMs));
  const all = [...cold, ...warm];
  const documents = `${cold[0]?.documents} documents`;
  return [
    ratioRow(
      `first snapshot of ${documents}, cold, over plain reading`,
      ms(cold) / median(reading),
      { atMost: 3 },
      `readFileSync of all: ${median(reading).toFixed(0)} ms`,
    ),
    ratioRow(
      "first snapshot, warm from the saved index, over plain lstat",
      ms(warm) / median(looking),
      { atMost: 2 },
      `lstat of all: ${median(looking).toFixed(0)} ms`,
    ),
    limitRow(
      "longest turn of the event loop meanwhile (its own work)",
      Math.max(...all.map((one) => one.longestTurnMs)),
      8,
      "ms",
      `with what else ran here: ${Math.max(...all.map((one) => one.longestWaitMs)).toFixed(0)} ms`,
    ),
  ];
}

/** What the whole server holds once it has read the project and told it to a window. */
async function memory(): Promise<Row> {
  const server = await BenchServer.create({}, { prepare: (project) => writeLargeProject(project, LARGE) });
  try {
    for await (const change of await server.client.qms.changes()) {
      if (change.kind === "snapshot" && change.isLast) break;
    }
    return limitRow("memory of the server, reader and all", await memoryOf(server.pid), 200, "MB");
  } finally {
    await server.dispose();
  }
}

function following(root: string, index: string): Row[] {
  const changes = host<Changes>(root, index, "changes");
  const { inbox, crowdedInbox } = host<{ readonly inbox: Latency; readonly crowdedInbox: Latency }>(
    root,
    index,
    "inbox",
  );
  const read = changes.after.filesRead - changes.before.filesRead;
  return [
    limitRow(
      "a changed file to its subscriber, p99",
      changes.p99,
      10,
      "ms",
      `p50 ${changes.p50.toFixed(2)} ms`,
    ),
    claimRow(
      "a changed file costs no work on the others",
      read <= changes.times * 2,
      `${read} files read for ${changes.times} changes`,
    ),
    limitRow("a new inbox file to its subscriber, p50", inbox.p50, 0.5, "ms"),
    limitRow("a new inbox file to its subscriber, p99", inbox.p99, 2, "ms"),
    limitRow(`the same beside ${CROWD} files, p50`, crowdedInbox.p50, 0.5, "ms"),
    limitRow(`the same beside ${CROWD} files, p99`, crowdedInbox.p99, 2, "ms"),
  ];
}

/** Files come in while the whole program is stopped, more than the system remembers. */
async function burst(root: string, index: string): Promise<Row> {
  const child = spawn(process.execPath, [HOST, root, index, "burst"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, BURST: String(BURST) },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  child.kill("SIGSTOP");
  fillInbox(root, "burst", BURST);
  const wentOn = Date.now();
  child.kill("SIGCONT");
  const { value } = await lines.next();
  const { countedMs } = JSON.parse(String(value)) as { readonly countedMs: number };
  await once(child, "close");
  return limitRow(`${BURST} files while it was stopped: counts right again`, countedMs - wentOn, 1000, "ms");
}

function fillInbox(root: string, user: string, count: number): void {
  const folder = join(root, `.claude/users/${user}/inbox`);
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const stem = `msg-claude-2026-02-04-${String(100_000 + number)}`;
    const file = join(folder, `${stem}.md`);
    writeFileSync(file, `---\ntype: message\nfrom: claude\nsubject: "${number}"\n---\n\nHi.\n`);
    utimesSync(file, LONG_AGO, LONG_AGO);
  }
}

function plain(root: string, what: "read" | "lstat"): number {
  return run<{ readonly ms: number }>([PLAIN, root, what]).ms;
}

function host<T>(root: string, index: string, what: string): T {
  return run<T>([HOST, root, index, what]);
}

function run<T>(parameters: readonly string[]): T {
  const { stdout, status } = spawnSync(process.execPath, parameters, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`${parameters.join(" ")} failed`);
  return JSON.parse(stdout) as T;
}
