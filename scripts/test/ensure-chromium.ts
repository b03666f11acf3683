import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../e2e/hosts/find-chromium.ts";
import { runInForeground } from "../setup/run-in-foreground.mjs";

/** Finds a Chromium or installs one. Returns why there is none; nothing when there is one. */
export async function ensureChromium(root: string): Promise<string | undefined> {
  if (isThere()) return undefined;
  console.log("Installing Chromium for the tests in a window.");
  for (const [command, ...values] of await installations(root)) {
    // The next way may work where this one cannot even be started.
    await runInForeground(command, values).catch((error: unknown) => console.log(String(error)));
    if (isThere()) return undefined;
  }
  return "there is no Chromium, and it could not be installed";
}

function isThere(): boolean {
  return findChromium().executablePath !== undefined || existsSync(chromium.executablePath());
}

type Command = readonly [command: string, ...values: string[]];

/** How Chromium can be had here, the likeliest first. */
async function installations(root: string): Promise<readonly Command[]> {
  const playwright: Command = [
    process.execPath,
    join(root, "node_modules/@playwright/test/cli.js"),
    "install",
    "chromium",
  ];
  const system = await readFile("/etc/os-release", "utf8").catch(() => "");
  // Ubuntu's package of that name only points to a snap.
  const isDebian = /^ID=debian$/m.test(system) && process.getuid?.() === 0;
  if (!isDebian) return [playwright];
  return [
    ["sh", "-c", "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium"],
    playwright,
  ];
}
