import { join, resolve } from "node:path";
import { whyNoElectron } from "../../e2e/hosts/real-desktop.ts";
import { runInForeground } from "../setup/run-in-foreground.mjs";
import { parseCheckReport } from "./check-report.ts";
import { ensureChromium } from "./ensure-chromium.ts";
import { ensureClaudeCode } from "./ensure-claude-code.ts";
import { ensureDocker } from "./ensure-docker.ts";
import { notRun, type GroupResult } from "./group-result.ts";
import { parsePlaywrightReport } from "./playwright-report.ts";
import { runGroup } from "./run-group.ts";
import { isGood, summarize } from "./summary.ts";
import { parseVitestReport } from "./vitest-report.ts";

// `npm test`, and `npm test -- unit` for one group alone: installs what is missing, builds, runs the groups one after
// the other, and ends with a line of counts.
const root = resolve(import.meta.dirname, "../..");
process.chdir(root);

const GROUPS = { check, unit, claude, docker, e2e, pack } as const;
type GroupName = keyof typeof GROUPS;

process.exitCode = await test(process.argv.slice(2));

async function test(names: readonly string[]): Promise<number> {
  const all = Object.keys(GROUPS) as GroupName[];
  const chosen = names.length === 0 ? all : all.filter((name) => names.includes(name));
  if (chosen.length < names.length) {
    console.error(`The groups are ${all.join(", ")}: ${names.join(" ")} names another.`);
    return 2;
  }
  const results: GroupResult[] = [...(await build())];
  if (results.length === 0) for (const name of chosen) results.push(...(await GROUPS[name]()));
  console.log(`\n${summarize(results)}`);
  return isGood(results) ? 0 : 1;
}

/** Nothing when all is built; without that no group can say anything. */
async function build(): Promise<readonly GroupResult[]> {
  const code = await runInForeground(process.execPath, [join(root, "scripts/build.ts")]);
  return code === 0
    ? []
    : [{ name: "build", passed: 0, failed: [{ title: "the build" }], skipped: [], seconds: 0 }];
}

function check(): Promise<readonly GroupResult[]> {
  const report = reportFile("check");
  return runGroup({
    name: "check",
    script: ["scripts/check.ts", "--json", report],
    report,
    parse: parseCheckReport,
  });
}

function unit(): Promise<readonly GroupResult[]> {
  return vitest("unit", []);
}

/** What needs the real Claude Code. */
async function claude(): Promise<readonly GroupResult[]> {
  const without = await ensureClaudeCode();
  if (without !== undefined) return [notRun("claude", without)];
  return vitest("claude", ["--config", "e2e/rigs/vitest.config.ts"]);
}

/** What needs a real container engine. */
async function docker(): Promise<readonly GroupResult[]> {
  const engine = await ensureDocker();
  if (engine.kind === "none") return [notRun("docker", engine.reason)];
  try {
    return [
      ...(await vitest("docker", ["--config", "e2e/rigs/vitest.docker.config.ts"], engine.env)),
      ...(await dockerWindow(engine.env)),
    ];
  } finally {
    await engine.stop();
  }
}

/** The window with a real container engine behind it. */
async function dockerWindow(env: Readonly<Record<string, string>>): Promise<readonly GroupResult[]> {
  const name = "docker window";
  const withoutChromium = await ensureChromium(root);
  if (withoutChromium !== undefined) return [notRun(name, withoutChromium)];
  const report = reportFile("docker-window");
  return runGroup({
    name,
    script: ["node_modules/@playwright/test/cli.js", "test", "--project=engine", "--reporter=list,json"],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    parse: (json) =>
      parsePlaywrightReport(json)
        .filter((group) => group.name === "engine" || group.failed.length > 0)
        .map((group) => ({ ...group, name })),
  });
}

function vitest(
  name: string,
  values: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly GroupResult[]> {
  const report = reportFile(name);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return runGroup({
    name,
    script: ["node_modules/vitest/vitest.mjs", "run", ...values, ...reporters],
    env,
    report,
    parse: (json, seconds) => parseVitestReport(name, json, seconds),
  });
}

async function e2e(): Promise<readonly GroupResult[]> {
  const withoutChromium = await ensureChromium(root);
  if (withoutChromium !== undefined) return [notRun("e2e", withoutChromium)];
  const report = reportFile("e2e");
  const results = await runGroup({
    name: "e2e",
    script: ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    parse: parsePlaywrightReport,
  });
  const withoutElectron = whyNoElectron();
  return withoutElectron === undefined ? results : [...results, notRun("e2e electron", withoutElectron)];
}

/** The unpacked desktop app, with what must be in it and what must not. */
async function pack(): Promise<readonly GroupResult[]> {
  const began = Date.now();
  const code = await runInForeground(process.execPath, [join(root, "scripts/pack.ts")]);
  const seconds = (Date.now() - began) / 1000;
  const failed = code === 0 ? [] : [{ title: "the package" }];
  return [{ name: "pack", passed: 1 - failed.length, failed, skipped: [], seconds }];
}

/** Outside of test-results, which Playwright empties when it starts. */
function reportFile(group: string): string {
  return join(root, "node_modules/.cache/quorum/test-reports", `${group}.json`);
}
