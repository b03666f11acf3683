import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { wantedVersion } from "./version.ts";

const Manifest = z.object({ version: z.string() });

/** A Claude Code that is installed for tests. */
export interface InstalledClaudeCode {
  /** The native binary. */
  readonly binary: string;
  /** The folder to put first in PATH, for what looks for `claude` there. */
  readonly folder: string;
  readonly version: string;
}

/** Where Claude Code is kept for tests: beside the packages, never in git. */
export function cacheFolder(version = wantedVersion()): string {
  return resolve(import.meta.dirname, "../../../node_modules/.cache/quorum/claude-code", version);
}

/** Finds the Claude Code that the tests are to run; nothing where it is not installed. */
export function findClaudeCode(): InstalledClaudeCode | undefined {
  const scope = join(cacheFolder(), "node_modules/@anthropic-ai");
  if (!existsSync(scope)) return undefined;
  const name = process.platform === "win32" ? "claude.exe" : "claude";
  // The package for this platform holds the binary; npm installed only that one.
  const folder = readdirSync(scope)
    .filter((entry) => entry.startsWith("claude-code-"))
    .map((entry) => join(scope, entry))
    .find((entry) => existsSync(join(entry, name)));
  if (folder === undefined) return undefined;
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return { binary: join(folder, name), folder, version };
}

/** As `findClaudeCode`, for tests that run only where it was found. */
export function requireClaudeCode(): InstalledClaudeCode {
  const found = findClaudeCode();
  if (found === undefined) throw new Error("Claude Code is not installed: npm test -- claude installs it.");
  return found;
}
