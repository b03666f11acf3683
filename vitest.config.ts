import { configDefaults, defineConfig } from "vitest/config";

/** Tests drive real processes and terminals: generous where a machine is slow, never reached where all is well. */
const TIMEOUT_MS = 30_000;

/** Their agents are shell scripts, or they watch signals: what they test is there on Windows too, but not tested so. */
const NEED_A_UNIX_SHELL = [
  "bench/scenarios/tools/campaigns.test.ts",
  "electron/cli/qms/session.test.ts",
  "electron/hub/agents/agent.test.ts",
  "electron/hub/api/contract.test.ts",
  "electron/hub/api/serve-http.test.ts",
  "electron/hub/host/host.test.ts",
  "electron/hub/terminals/terminal.test.ts",
];

const isWindows = process.platform === "win32";
// The workers load this file too; only the first process speaks.
if (isWindows && process.env["VITEST_WORKER_ID"] === undefined) {
  process.stdout.write(`Not run on Windows, for want of a Unix shell: ${NEED_A_UNIX_SHELL.join(", ")}\n`);
}

export default defineConfig({
  test: {
    include: [
      "{shared,electron,renderer,assets,bench,scripts}/**/*.test.{ts,tsx}",
      "e2e/{rigs/messages-api,scenes}/*.test.ts",
    ],
    // Those need the real Claude Code, or a container engine: groups of their own run them.
    exclude: [
      ...configDefaults.exclude,
      "**/*.{claude,docker}.test.ts",
      ...(isWindows ? NEED_A_UNIX_SHELL : []),
    ],
    globalSetup: ["scripts/test/build-workers.ts"],
    // They wait more than they compute: no core is left idle for them.
    maxWorkers: "100%",
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
