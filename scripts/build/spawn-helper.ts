import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";

/** node-pty's helper for macOS loses its executable bit on the way through the registry; without it no program starts. */
export async function makeSpawnHelperExecutable(root: string): Promise<void> {
  if (process.platform !== "darwin") return;
  const prebuilds = join(root, "node_modules", "node-pty", "prebuilds");
  const folders = await readdir(prebuilds);
  const helpers = folders.filter((name) => name.startsWith("darwin-"));
  await Promise.all(helpers.map((name) => chmod(join(prebuilds, name, "spawn-helper"), 0o755)));
}
