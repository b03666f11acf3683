import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

const SUITE = join(
  dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);
const Checks = z.array(z.object({ id: z.string(), status: z.string() }));

/** Checks of what is not offered here: prompts, templates, and tools that the suite wants a server to have for it. */
const NOT_OFFERED: readonly string[] = [
  "sep-2549-prompts-list-caching-hints",
  "sep-2549-resources-templates-list-caching-hints",
  "sep-2575-server-rejects-undeclared-capability",
  "sep-2575-missing-capability-http-400",
];

export interface Scenario {
  /** Where the server is. */
  readonly url: string;
  readonly name: string;
  /** The version of the protocol that is spoken. */
  readonly version: string;
  /** Gets the suite's report. */
  readonly folder: string;
}

export interface ScenarioResult {
  /** How many of its checks were good. */
  readonly passed: number;
  /** The checks of what is offered here that were not. */
  readonly failed: readonly string[];
  /** All that the suite printed. */
  readonly said: string;
}

/** Runs a scenario of the protocol's own suite against a server. */
export async function runScenario({ url, name, version, folder }: Scenario): Promise<ScenarioResult> {
  const said = await new Promise<string>((resolve) => {
    const values = ["server", "--url", url, "--scenario", name, "--spec-version", version, "-o", folder];
    // It ends with 1 where a check fails, also one of what is not offered.
    execFile(process.execPath, [SUITE, ...values], (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  const [run = ""] = await readdir(folder);
  const checks = Checks.parse(JSON.parse(await readFile(join(folder, run, "checks.json"), "utf8")));
  const failed = checks.filter(({ id, status }) => status === "FAILURE" && !NOT_OFFERED.includes(id));
  return {
    passed: checks.filter(({ status }) => status === "SUCCESS").length,
    failed: failed.map(({ id }) => id),
    said,
  };
}
