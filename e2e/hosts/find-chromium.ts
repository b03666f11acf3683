import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Playwright's own Chromium where it is installed, else the system's. */
export function findChromium(): { readonly executablePath?: string } {
  const named = process.env["QUORUM_CHROMIUM"];
  if (named !== undefined && named !== "") return { executablePath: named };
  if (existsSync(chromium.executablePath())) return {};
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
  return found === undefined ? {} : { executablePath: found };
}
