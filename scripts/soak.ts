import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

// `npm run soak [-- --times 50 --schedules 1000 --claude 30 --seed 7]`: the property tests many times over, then random
// schedules with the scripted agent and with the real Claude Code; with another seed each time it is run. 0 leaves one out.
const PROPERTIES = [
  "electron/agentd",
  "electron/hub/terminals",
  "electron/hub/qms/store",
  "electron/cli/attach",
];
const SCHEDULES = "electron/agentd/schedules.test.ts";
const CLAUDE_SCHEDULES = "electron/agentd/schedules.claude.test.ts";
/** How many of them an ordinary run of these tests makes. */
const USUAL_SCHEDULES = 2;
const TEST_TIMEOUT_MS = 3_600_000;

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "20" },
    schedules: { type: "string", default: "1000" },
    claude: { type: "string", default: "30" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const root = resolve(import.meta.dirname, "..");
const isGood = [
  soak("property tests", Number(values.times), [...PROPERTIES, "--exclude", SCHEDULES]),
  soak("schedules", Number(values.schedules) / USUAL_SCHEDULES, [SCHEDULES]),
  soak("schedules with Claude Code", Number(values.claude) / USUAL_SCHEDULES, [
    CLAUDE_SCHEDULES,
    "--config",
    "e2e/rigs/vitest.config.ts",
  ]),
];
process.exitCode = isGood.every(Boolean) ? 0 : 1;

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
