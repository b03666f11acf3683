import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SYSTEM_PATH } from "./own-engine.ts";

/** Why no engine can be had on this machine for the tests alone; undefined where one can. */
export async function whyNoOwnEngine(): Promise<string | undefined> {
  if (process.platform !== "linux") return "Tests bring an engine of their own only on Linux.";
  const system = await readFile("/etc/os-release", "utf8").catch(() => "");
  if (!/^ID=debian$/m.test(system)) return "Tests bring an engine of their own only on Debian.";
  if (process.getuid?.() !== 0) return "Only root can start an engine for the tests.";
  return undefined;
}

/** Whether these commands are there, also where only root looks for them. */
export async function hasCommands(...names: readonly string[]): Promise<boolean> {
  const folders = SYSTEM_PATH.split(":");
  const isThere = (name: string): Promise<boolean> =>
    Promise.any(folders.map((folder) => access(join(folder, name)))).then(
      () => true,
      () => false,
    );
  return (await Promise.all(names.map(isThere))).every(Boolean);
}
