import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

// `npm run soak [-- --times 50 --seed 7]`: the property tests many times over, with another seed each time it is run.
const WHERE = ["electron/agentd", "electron/hub/terminals", "electron/hub/qms/store", "electron/cli/attach"];
const TEST_TIMEOUT_MS = 3_600_000;

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const root = resolve(import.meta.dirname, "..");
process.stdout.write(`soaking ${values.times} times with --seed ${values.seed}\n`);
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/vitest/vitest.mjs"), "run", `--testTimeout=${TEST_TIMEOUT_MS}`, ...WHERE],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, QUORUM_SOAK: values.times, QUORUM_SEED: values.seed },
  },
);
process.exitCode = status ?? 1;
