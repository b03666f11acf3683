import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder, findClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { wantedVersion } from "../../e2e/rigs/claude-code/version.ts";
import { runNpm } from "../setup/install-packages.mjs";

/** Saying its version takes it a tenth of a second; a machine that needs longer than this cannot run it. */
const VERSION_TIMEOUT_MS = 60_000;

/** Finds Claude Code for its tests or installs it. Returns why there is none; nothing when there is one. */
export async function ensureClaudeCode(): Promise<string | undefined> {
  if (findClaudeCode() === undefined) {
    console.log(`Installing Claude Code ${wantedVersion()} for its tests.`);
    try {
      await install();
    } catch (error) {
      console.log(error instanceof Error ? error.message : error);
      return "Claude Code could not be had from the npm registry";
    }
  }
  const found = findClaudeCode();
  if (found === undefined) return `there is no Claude Code for ${process.platform} ${process.arch}`;
  try {
    await promisify(execFile)(found.binary, ["--version"], { timeout: VERSION_TIMEOUT_MS });
  } catch (error) {
    console.log(String(error));
    return `Claude Code ${found.version} is installed and does not run`;
  }
  return undefined;
}

/** Into a folder of its own: Quorum does not depend on it, and its binary is large. */
async function install(): Promise<void> {
  const folder = cacheFolder();
  await mkdir(folder, { recursive: true });
  // Without it npm would install into the nearest folder above that has one.
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  await runNpm(folder, [
    "install",
    // Its script only copies the binary to where we do not look for it.
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    `@anthropic-ai/claude-code@${wantedVersion()}`,
  ]);
}
