import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { SESSION_VARIABLE } from "../../../../shared/link/session-files.ts";

const GRACE_MS = 2000;

/** Ends what a session left running when its host died: found by the variable that it gave to all it started. */
export async function endLeftovers(session: string): Promise<void> {
  const left = await processesOf(session);
  if (left.length === 0) return;
  signalProcesses(left, "SIGTERM");
  await delay(GRACE_MS);
  signalProcesses(await processesOf(session), "SIGKILL");
}

/** Signals processes, some of which may have ended meanwhile. */
export function signalProcesses(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")))
        throw error;
    }
  }
}

async function processesOf(session: string): Promise<number[]> {
  const mark = `${SESSION_VARIABLE}=${session}`;
  if (process.platform === "linux") return linuxProcesses(mark);
  // Windows ends a console's processes with the console.
  return process.platform === "win32" ? [] : macProcesses(mark);
}

async function linuxProcesses(mark: string): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const isMarked = await Promise.all(
    pids.map(async (pid) => {
      // Gone meanwhile, or another user's: not one of ours.
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(mark);
    }),
  );
  return pids.filter((_, index) => isMarked[index]);
}

function macProcesses(mark: string): Promise<number[]> {
  return new Promise((resolve) => {
    execFile(
      "ps",
      ["-A", "-E", "-ww", "-o", "pid=,command="],
      { maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => {
        const lines = stdout.split("\n").filter((line) => line.split(" ").includes(mark));
        resolve(lines.map((line) => Number.parseInt(line, 10)).filter((pid) => pid > 0));
      },
    );
  });
}
