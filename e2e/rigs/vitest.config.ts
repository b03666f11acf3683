import { resolve } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

/** Real programs, and many at a time: generous where a machine is slow, never reached where all is well. */
const TIMEOUT_MS = 60_000;

/** The tests that run the real Claude Code. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["e2e/rigs/claude-code/**/*.test.ts", "{electron,assets,bench,e2e,scripts}/**/*.claude.test.ts"],
    exclude: [...configDefaults.exclude],
    globalSetup: ["scripts/test/build-workers.ts"],
    // They wait more than they compute: no core is left idle for them.
    maxWorkers: "100%",
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
