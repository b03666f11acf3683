import { linkSync, mkdirSync, renameSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProjectReader } from "../../electron/hub/reader/project-reader.ts";
import { createJsonLog } from "../../electron/hub/log/json-log.ts";
import { quantile } from "./statistics.ts";

// `reader-host <root> <index file> <what>`: a hub's part that follows a project, in a process of its own. It answers with
// one line of JSON.
const [root = "", indexFile = "", what = ""] = process.argv.slice(2);
const program = join(import.meta.dirname, "../../out/workers/project-reader.js");
const TIMES = 400;

const turns = watchTurns();
const began = performance.now();
const log = createJsonLog((line) => process.stderr.write(`${line}\n`), Date.now);
const reader = new ProjectReader({ root, indexFile, program, log });
let documents = 0;
reader.onDocumentsChanged((change) => (documents += change.documents.length));
await reader.whenRead;
const openedMs = performance.now() - began;
const longestOpening = turns.stop();

const MODES: Readonly<Record<string, () => Promise<object>>> = {
  open: () => Promise.resolve({}),
  changes: async () => ({ ...(await changedFiles()) }),
  inbox: async () => ({ inbox: await newFiles("qa"), crowdedInbox: await newFiles("crowded") }),
  burst: async () => ({ countedMs: await afterBurst() }),
};
const result = await MODES[what]?.();
const figures = await reader.figures();
say({
  openedMs,
  documents,
  ...longestOpening,
  figures,
  ...result,
});
await reader.close();

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * The longest turn of the event loop: by the work that was done in it, and by the clock, which on a machine that is busy
 * with other things counts those as well.
 */
function watchTurns(): { stop(): { readonly longestTurnMs: number; readonly longestWaitMs: number } } {
  let isOver = false;
  let at = performance.now();
  let used = process.threadCpuUsage();
  const longest = { longestTurnMs: 0, longestWaitMs: 0 };
  const turn = (): void => {
    const { user, system } = process.threadCpuUsage(used);
    longest.longestTurnMs = Math.max(longest.longestTurnMs, (user + system) / 1000);
    longest.longestWaitMs = Math.max(longest.longestWaitMs, performance.now() - at);
    at = performance.now();
    used = process.threadCpuUsage();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      isOver = true;
      return longest;
    },
  };
}

/** The state of a document is written anew, again and again: how long until whoever follows hears of it. */
async function changedFiles(): Promise<object> {
  // What follows the first picture, the setting up of thousands of watches, is not what is measured.
  await reader.refresh();
  const waits: number[] = [];
  const ids = [...reader.documents]
    .filter(({ id }) => /^CR-\d{3,}$/.test(id) && Number(id.slice(3)) >= 100)
    .map(({ id }) => id);
  const before = await reader.figures();
  for (let round = 0; round < TIMES; round += 1) {
    const id = ids[round % 50] ?? "";
    const path = join(root, `QMS/.meta/CR/${id}.json`);
    const text = readFileSync(path, "utf8").replace(/"version": "[^"]*"/, `"version": "9.${round}"`);
    writeFileSync(`${path}.new`, text);
    const { promise, resolve } = Promise.withResolvers<void>();
    const subscription = reader.onDocumentsChanged((change) => {
      if (change.documents.some((view) => view.id === id && view.version === `9.${round}`)) resolve();
    });
    const at = performance.now();
    renameSync(`${path}.new`, path);
    await promise;
    waits.push(performance.now() - at);
    subscription.dispose();
  }
  const after = await reader.figures();
  return { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), times: TIMES, before, after };
}

/** Finished messages are linked into an inbox, one after another, as the QMS does it. */
async function newFiles(user: string): Promise<{ readonly p50: number; readonly p99: number }> {
  await reader.refresh();
  const waits: number[] = [];
  mkdirSync(join(root, ".staging"), { recursive: true });
  for (let round = 0; round < TIMES; round += 1) {
    const stem = `msg-bench-2026-11-01-${String(100_000 + round)}`;
    const staged = join(root, ".staging", `${stem}.md`);
    writeFileSync(
      staged,
      `---\ntype: message\nfrom: bench\nto: ${user}\nsubject: "${round}"\n---\n\nHello.\n`,
    );
    const { promise, resolve } = Promise.withResolvers<void>();
    const subscription = reader.onItemsChanged((change) => {
      if (change.agent === user && change.items.some((item) => item.id === stem)) resolve();
    });
    const at = performance.now();
    linkSync(staged, join(root, `.claude/users/${user}/inbox/${stem}.md`));
    await promise;
    waits.push(performance.now() - at);
    subscription.dispose();
  }
  return { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) };
}

/** Says that it is ready to be stopped, and after that how long it took from going on to the right count. */
async function afterBurst(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const expected = (reader.counts.get("burst")?.message ?? 0) + Number(process.env["BURST"]);
  const subscription = reader.onCountsChanged(({ agent, counts }) => {
    if (agent === "burst" && counts.message === expected) resolve(Date.now());
  });
  say({ kind: "ready" });
  const rightAt = await promise;
  subscription.dispose();
  return rightAt;
}
