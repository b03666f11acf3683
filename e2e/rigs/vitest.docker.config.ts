import { resolve } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

/** An image that is built from nothing takes a minute or two. */
const TIMEOUT_MS = 300_000;

/** The tests that need a real container engine. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["{electron,bench,e2e,scripts}/**/*.docker.test.ts"],
    exclude: [...configDefaults.exclude],
    globalSetup: ["scripts/test/build-workers.ts"],
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    // They share one engine, which they also stop and start.
    fileParallelism: false,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
