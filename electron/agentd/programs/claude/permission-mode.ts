import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ProgramStart } from "../agent-program.ts";

const CHOOSING =
  /^--(?:permission-mode|dangerously-skip-permissions|allow-dangerously-skip-permissions)(?:=|$)/;
const MODE = "default";

const SettingsFile = z.object({ permissions: z.object({ defaultMode: z.string() }) });

/** Settings that whoever runs the machine lays over all others. */
const MANAGED: Partial<Record<NodeJS.Platform, string>> = {
  linux: "/etc/claude-code/managed-settings.json",
  darwin: "/Library/Application Support/ClaudeCode/managed-settings.json",
  win32: "C:\\Program Files\\ClaudeCode\\managed-settings.json",
};

/**
 * The arguments that make Claude Code ask a person for permission, where nobody has chosen otherwise. By itself it begins
 * in a mode in which a server decides, and what it asks then no hook tells.
 */
export function permissionModeArgs(
  { args, folder }: Pick<ProgramStart["launch"], "args" | "folder">,
  configFolder: string,
): readonly string[] {
  if (args.some((arg) => CHOOSING.test(arg))) return [];
  const files = [
    join(configFolder, "settings.json"),
    join(folder, ".claude", "settings.json"),
    join(folder, ".claude", "settings.local.json"),
    MANAGED[process.platform],
  ];
  const isChosen = files.some((file) => file !== undefined && namesMode(file));
  return isChosen ? [] : ["--permission-mode", MODE];
}

function namesMode(file: string): boolean {
  try {
    return SettingsFile.safeParse(JSON.parse(readFileSync(file, "utf8"))).success;
  } catch {
    // Not there, or nothing that Claude Code could read either.
    return false;
  }
}
