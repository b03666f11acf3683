import { defineConfig } from "@playwright/test";
import type { QuorumOptions } from "./e2e/fixtures/test.ts";
import { findChromium } from "./e2e/hosts/find-chromium.ts";
import { whyNoElectron } from "./e2e/hosts/real-desktop.ts";

const withoutElectron = whyNoElectron();
// The workers load this file too; only the first process speaks.
if (withoutElectron !== undefined && process.env["TEST_WORKER_INDEX"] === undefined) {
  process.stdout.write(`The specs do not run in the real Electron: ${withoutElectron}\n`);
}

/** What needs a real container engine; it is run by whoever has started one. */
const WITH_ENGINE = "**/*.docker.spec.ts";
const hasEngine = process.env["QUORUM_TEST_BASE"] !== undefined;

/** What is drawn is the same page in each program, and is looked at in one. */
const VIEWS = "views/**";

/** One list of specs, run against each of the programs that hold the window. */
export default defineConfig<QuorumOptions>({
  testDir: "e2e/specs",
  testMatch: "**/*.spec.ts",
  testIgnore: WITH_ENGINE,
  outputDir: "test-results",
  // How the window looked; each platform draws letters in its own way.
  snapshotPathTemplate: "e2e/baselines/{platform}/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env["CI"] === undefined ? "list" : [["list"], ["github"]],
  use: {
    viewport: { width: 1280, height: 820 },
    colorScheme: "dark",
    screenshot: "only-on-failure",
    launchOptions: {
      ...findChromium(),
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
  projects: [
    { name: "server", use: { program: "server" }, grepInvert: /@desktop/ },
    {
      name: "desktop-stand-in",
      use: { program: "stand-in" },
      grepInvert: /@server/,
      testIgnore: [WITH_ENGINE, VIEWS],
    },
    ...(withoutElectron === undefined
      ? [
          {
            name: "electron",
            use: { program: "electron" as const },
            grepInvert: /@server/,
            testIgnore: [WITH_ENGINE, VIEWS],
          },
        ]
      : []),
    ...(hasEngine
      ? [
          {
            name: "engine",
            use: { program: "server" as const },
            testMatch: WITH_ENGINE,
            testIgnore: [],
            // The image may have to be built from nothing.
            timeout: 300_000,
          },
        ]
      : []),
  ],
});
