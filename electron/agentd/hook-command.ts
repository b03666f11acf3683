import { basename, dirname, join } from "node:path";

/** The command line, for a shell, of the program that reports an event to a session host that runs this file. */
export function hookCommand(
  node: string,
  agentdFile: string,
  isWindows = process.platform === "win32",
): (event: string) => string {
  // Beside the bundle lies a bundle; beside the source, the source.
  const isBundle = basename(agentdFile).endsWith(".js");
  const hook = join(dirname(agentdFile), ...(isBundle ? ["hook.js"] : ["hook", "main.ts"]));
  const command = [node, hook].map((path) => quoted(isWindows ? path.replaceAll("\\", "/") : path)).join(" ");
  return (event) => `${command} ${event}`;
}

/** Commands of hooks are for a POSIX shell on every system. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
