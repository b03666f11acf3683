import { defineConfig } from "vitest/config";

/** Tests drive real processes and terminals: generous where a machine is slow, never reached where all is well. */
const TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    include: ["{shared,electron,renderer,assets,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
