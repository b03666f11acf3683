import { posix, win32 } from "node:path";

/** The program that reports an event to the session host: to be started as it is, or through a shell. */
export interface HookCommand {
  readonly program: string;
  readonly args: (event: string) => readonly string[];
  readonly line: (event: string) => string;
}

/**
 * How to report to a session host that runs this file with this Node. It is a Node of its own, never the desktop app, whose
 * binary refuses to act as one.
 */
export function hookCommand(
  node: string,
  agentdFile: string,
  isWindows = process.platform === "win32",
): HookCommand {
  const { basename, dirname, join } = isWindows ? win32 : posix;
  // Beside the bundle lies a bundle; beside the source, the source.
  const isBundle = basename(agentdFile).endsWith(".js");
  const hook = join(dirname(agentdFile), ...(isBundle ? ["hook.js"] : ["hook", "main.ts"]));
  const line = [node, hook].map((path) => quoted(isWindows ? path.replaceAll("\\", "/") : path)).join(" ");
  return { program: node, args: (event) => [hook, event], line: (event) => `${line} ${event}` };
}

/** Commands of hooks are for a POSIX shell on every system. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
