import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { ARENAS_VARIABLE } from "../../../../shared/link/session-files.ts";
import { SMALL_HEAP } from "../session/small-heap.ts";

/** Variables of the program that hosts the hub which mean nothing, or harm, to an agent. */
const OWN_VARIABLE =
  /^(npm_|ELECTRON_|VITE|QUORUM_|(INIT_CWD|NODE_(OPTIONS|CHANNEL_FD|UNIQUE_ID|V8_COVERAGE|ENV|PATH))$)/;
const START_DEADLINE_MS = 20_000;
const LATE = Symbol("late");

export interface SessionHostOptions {
  readonly node: string;
  readonly agentd: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a session host that outlives us; resolves when it listens, or has left a reason why it does not. */
export async function startSessionHost({
  node,
  agentd,
  folder,
  environment,
}: SessionHostOptions): Promise<void> {
  const isOurs = (name: string): boolean => OWN_VARIABLE.test(name) || isReplaced(name, environment);
  const inherited = Object.entries(process.env).filter(([name]) => !isOurs(name));
  const child = spawn(node, [...SMALL_HEAP, agentd, "serve", folder], {
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...Object.fromEntries(inherited), ...environment, [ARENAS_VARIABLE]: "1" },
  });
  try {
    const isLate = await Promise.race([firstLine(child.stdout), once(child, "exit"), deadline()]);
    // It must not begin after it was said to have failed.
    if (isLate === LATE) child.kill("SIGKILL");
  } finally {
    child.stdout.destroy();
    child.unref();
  }
}

/** Windows takes `Path` and `PATH` for one: of two it would be left to chance which one counts. */
function isReplaced(name: string, environment: Readonly<Record<string, string>>): boolean {
  if (process.platform !== "win32") return false;
  return Object.keys(environment).some((other) => other.toUpperCase() === name.toUpperCase());
}

function firstLine(stream: Readable): Promise<unknown> {
  return once(stream, "data");
}

function deadline(): Promise<typeof LATE> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(LATE), START_DEADLINE_MS).unref();
  });
}
