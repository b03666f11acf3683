import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

// `npm run soak [-- --times 50 --schedules 1000 --seed 7 --claude]`: the property tests many times over, then random
// schedules with the scripted agent, and, where they are asked for, with the real Claude Code; with another seed each time
// it is run; at last the window while agents work. 0 leaves one out.
const PROPERTIES = [
  "electron/agentd",
  "electron/hub/ledger",
  "electron/hub/notices",
  "electron/hub/terminals",
  "electron/hub/qms/store",
  "electron/cli/attach",
];
/** Tests that live through schedules, and how many of them an ordinary run makes. */
const SCHEDULES = [
  { file: "electron/agentd/schedules.test.ts", usual: 2 },
  { file: "electron/hub/notices/schedules.test.ts", usual: 4 },
];
const CLAUDE_SCHEDULES = { file: "electron/agentd/schedules.claude.test.ts", usual: 2 };
const CLAUDE_CONFIG = "e2e/rigs/vitest.config.ts";
/** A thousand schedules with a hub take hours on a small machine. */
const TEST_TIMEOUT_MS = 6 * 3_600_000;

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "20" },
    schedules: { type: "string", default: "1000" },
    claude: { type: "boolean", default: false },
    "claude-schedules": { type: "string", default: "30" },
    "desk-minutes": { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const root = resolve(import.meta.dirname, "..");
const isGood = [
  soak("property tests", Number(values.times), [
    ...PROPERTIES,
    ...SCHEDULES.flatMap(({ file }) => ["--exclude", file]),
  ]),
  ...SCHEDULES.map(({ file, usual }) =>
    soak(`schedules of ${file}`, Number(values.schedules) / usual, [file]),
  ),
  soak(
    "schedules with Claude Code",
    values.claude ? Number(values["claude-schedules"]) / CLAUDE_SCHEDULES.usual : 0,
    [CLAUDE_SCHEDULES.file, "--config", CLAUDE_CONFIG],
  ),
  watchDesk(Number(values["desk-minutes"])),
];
process.exitCode = isGood.every(Boolean) ? 0 : 1;

/** Looks for so many minutes whether the window is ever held up while twelve agents work. */
function watchDesk(minutes: number): boolean {
  if (minutes === 0) return true;
  process.stdout.write(`watching the window for ${minutes} minutes\n`);
  const bench = [join(root, "bench/run.ts"), "desk", "busy", String(minutes)];
  return spawnSync(process.execPath, bench, { cwd: root, stdio: "inherit" }).status === 0;
}

/** Runs tests so many times more often than usual. */
function soak(what: string, times: number, options: readonly string[]): boolean {
  if (times === 0) return true;
  process.stdout.write(`soaking ${what} ${times} times as often with --seed ${values.seed}\n`);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const { status } = spawnSync(
    process.execPath,
    [vitest, "run", `--testTimeout=${TEST_TIMEOUT_MS}`, ...options],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, QUORUM_SOAK: String(times), QUORUM_SEED: values.seed },
    },
  );
  return status === 0;
}
