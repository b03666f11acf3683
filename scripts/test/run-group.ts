import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { runInForeground } from "../setup/run-in-foreground.mjs";
import type { GroupResult } from "./group-result.ts";

export interface Group {
  readonly name: string;
  /** A script for Node and its arguments. */
  readonly script: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The file in which it leaves its results. */
  readonly report: string;
  readonly parse: (json: unknown, seconds: number) => readonly GroupResult[];
}

/** Runs a group, its output shown as it comes, and reads what it reports. */
export async function runGroup({
  name,
  script,
  env = {},
  report,
  parse,
}: Group): Promise<readonly GroupResult[]> {
  console.log(`\n── ${name} ──`);
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const began = performance.now();
  const code = await runInForeground(process.execPath, script, { env: { ...process.env, ...env } });
  const seconds = (performance.now() - began) / 1000;
  const text = await readFile(report, "utf8").catch(() => undefined);
  if (text === undefined) return [failure(name, seconds, `ended with ${code} and left no results`)];
  const results = parse(JSON.parse(text), seconds);
  const hasFailure = results.some(({ failed }) => failed.length > 0);
  // What goes wrong between the tests is in no test's result.
  return code === 0 || hasFailure
    ? results
    : [...results, failure(name, 0, `ended with ${code} although no test failed`)];
}

function failure(name: string, seconds: number, remark: string): GroupResult {
  return { name, passed: 0, failed: [{ title: remark }], skipped: [], seconds };
}
