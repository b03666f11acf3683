import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureDocker } from "./test/ensure-docker.ts";

// `npm run soak [-- --times 50 --schedules 1000 --seed 7 --claude --docker]`: the property tests many times over, then
// random schedules with the scripted agent, and the campaigns of tools under a hub that is killed again and again; where
// they are asked for, schedules and starts of the real Claude Code, on this machine and in containers; at last the window
// while agents work. With another seed each time it is run. 0 leaves one out.
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
const DOCKER_CONFIG = "e2e/rigs/vitest.docker.config.ts";
/** The campaigns of tools that share a file, by the first word of their names. */
const CAMPAIGNS = "bench/scenarios/tools/campaigns.test.ts";
const CONNECTS = { name: "^connect:", usual: 60 };
const CALLS = { name: "^change:", usual: 150 };
const STARTS = { file: "bench/scenarios/tools/claude-starts.claude.test.ts", usual: 4 };
const CONTAINED_STARTS = { file: "bench/scenarios/tools/contained-starts.docker.test.ts", usual: 4 };
/** A thousand schedules with a hub take hours on a small machine. */
const TEST_TIMEOUT_MS = 6 * 3_600_000;

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "20" },
    schedules: { type: "string", default: "1000" },
    claude: { type: "boolean", default: false },
    "claude-schedules": { type: "string", default: "30" },
    "desk-minutes": { type: "string", default: "10" },
    connects: { type: "string", default: "3000" },
    calls: { type: "string", default: "10000" },
    docker: { type: "boolean", default: false },
    starts: { type: "string", default: "100" },
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
  soak("connects to servers of tools", Number(values.connects) / CONNECTS.usual, [
    CAMPAIGNS,
    "--testNamePattern",
    CONNECTS.name,
  ]),
  soak("calls that change something", Number(values.calls) / CALLS.usual, [
    CAMPAIGNS,
    "--testNamePattern",
    CALLS.name,
  ]),
  soak("starts of Claude Code", values.claude ? Number(values.starts) / STARTS.usual : 0, [
    STARTS.file,
    "--config",
    CLAUDE_CONFIG,
  ]),
  values.docker ? await soakContained(Number(values.starts) / CONTAINED_STARTS.usual) : true,
  watchDesk(Number(values["desk-minutes"])),
];
process.exitCode = isGood.every(Boolean) ? 0 : 1;

/** On the engine that `npm test -- docker` takes. */
async function soakContained(times: number): Promise<boolean> {
  const engine = await ensureDocker();
  if (engine.kind === "none") {
    process.stdout.write(`starts in containers cannot be soaked: ${engine.reason}\n`);
    return false;
  }
  try {
    const options = [CONTAINED_STARTS.file, "--config", DOCKER_CONFIG];
    return soak("starts of Claude Code in containers", times, options, engine.env);
  } finally {
    await engine.stop();
  }
}

/** Looks for so many minutes whether the window is ever held up while twelve agents work. */
function watchDesk(minutes: number): boolean {
  if (minutes === 0) return true;
  process.stdout.write(`watching the window for ${minutes} minutes\n`);
  const bench = [join(root, "bench/run.ts"), "desk", "busy", String(minutes)];
  return spawnSync(process.execPath, bench, { cwd: root, stdio: "inherit" }).status === 0;
}

/** Runs tests so many times more often than usual. */
function soak(
  what: string,
  times: number,
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  if (times === 0) return true;
  process.stdout.write(`soaking ${what} ${times} times as often with --seed ${values.seed}\n`);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const { status } = spawnSync(
    process.execPath,
    [vitest, "run", `--testTimeout=${TEST_TIMEOUT_MS}`, ...options],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env, QUORUM_SOAK: String(times), QUORUM_SEED: values.seed },
    },
  );
  return status === 0;
}
