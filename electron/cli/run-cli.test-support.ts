import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The command line's entry, which Node runs as it stands. */
export const CLI = fileURLToPath(new URL("main.ts", import.meta.url));

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own, without a terminal. */
export function runCli(parameters: readonly string[], cwd?: string, env = process.env): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [CLI, ...parameters], { cwd, env }, (error, stdout, stderr) => {
      if (error !== null && child.exitCode === null) reject(error);
      else resolve({ code: child.exitCode ?? 0, stdout, stderr });
    });
  });
}
