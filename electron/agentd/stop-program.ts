import { execFile } from "node:child_process";

/** What a program is given to end by itself after its terminal was closed. */
const GRACE_MS = 10_000;

/**
 * Ends a program and what it started: as a closing terminal does, and by force after a grace or when asked. No program is
 * told to leave by its own words: Claude Code takes the signal for an end like any other, with its hooks run, its own file
 * gone and its transcript whole, while words would be added to a line that somebody has half written.
 */
export async function stopProgram(pid: number, force: boolean): Promise<void> {
  if (process.platform === "win32") {
    await runQuietly("taskkill", ["/PID", String(pid), "/T", "/F"]);
    return;
  }
  if (force) return kill(await familyOf(pid), "SIGKILL");
  kill(await familyOf(pid), "SIGHUP");
  // Some hold on to a terminal that hung up, but take a request to end. It must not keep this process alive.
  setTimeout(() => void familyOf(pid).then((pids) => kill(pids, "SIGKILL")), GRACE_MS).unref();
}

function kill(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It ended in between.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}

/** A process and all that descend from it, the youngest first. */
async function familyOf(pid: number): Promise<number[]> {
  const table = await runQuietly("ps", ["-A", "-o", "pid=,ppid="]);
  const children = new Map<number, number[]>();
  for (const line of table.split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child === undefined || parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family.toReversed();
}

function runQuietly(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, [...args], { windowsHide: true }, (_error, stdout) => resolve(stdout));
  });
}
