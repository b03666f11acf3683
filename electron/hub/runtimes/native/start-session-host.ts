import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { ARENAS_VARIABLE } from "../../../../shared/link/session-files.ts";

/** Variables of the program that hosts the hub which mean nothing, or harm, to an agent. */
const OWN_VARIABLE = /^(npm_|ELECTRON_|NODE_|VITE|INIT_CWD$|QUORUM_)/;
const START_DEADLINE_MS = 20_000;
/** There is one session host for each agent, and most of the time it waits: small before fast, where fast is not felt. */
const SMALL_HEAP = ["--max-semi-space-size=1", "--no-maglev"];

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
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_VARIABLE.test(name));
  const child = spawn(node, [...SMALL_HEAP, agentd, "serve", folder], {
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...Object.fromEntries(inherited), ...environment, [ARENAS_VARIABLE]: "1" },
  });
  try {
    await Promise.race([firstLine(child.stdout), once(child, "exit"), deadline()]);
  } finally {
    child.stdout.destroy();
    child.unref();
  }
}

function firstLine(stream: Readable): Promise<unknown> {
  return once(stream, "data");
}

function deadline(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, START_DEADLINE_MS).unref();
  });
}
