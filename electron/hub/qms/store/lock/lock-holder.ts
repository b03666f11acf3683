import { readlinkSync } from "node:fs";
import { hostname, uptime } from "node:os";
import { hasCode } from "../../../files/has-code.ts";
import { readProcessState } from "../../../files/process-state.ts";

/** Who holds a lock: enough to say later whether that process is still there. */
export interface LockHolder {
  readonly pid: number;
  /** What is the same for all processes that know each other by these numbers. */
  readonly place: string;
  /** When the process was started, on Linux; elsewhere empty. */
  readonly started: string;
  /** For how many seconds the machine had been running. */
  readonly uptime: number;
}

/** A process of another machine, or container, cannot be asked; a change takes far less than this. */
const STRANGER_MS = 60_000;

const isLinux = process.platform === "linux";

/** This very process, as the holder of a lock. */
export function thisProcess(): LockHolder {
  return {
    pid: process.pid,
    place: placeOfNumbers(),
    started: isLinux ? (readProcessState(process.pid)?.started ?? "") : "",
    uptime: uptime(),
  };
}

export function isThisProcess(holder: LockHolder): boolean {
  const { pid, place, started } = thisProcess();
  return holder.pid === pid && holder.place === place && holder.started === started;
}

/** Whether the process that took a lock this long ago has ended. In doubt it has not. */
export function isGone(holder: LockHolder, lockAgeMs: number): boolean {
  if (holder.place !== placeOfNumbers()) return lockAgeMs > STRANGER_MS;
  if (!isAnswering(holder.pid)) return true;
  if (isLinux) {
    const state = readProcessState(holder.pid);
    return state === undefined || state.isZombie || state.started !== holder.started;
  }
  // The machine was started anew since: the number is another's now.
  return uptime() < holder.uptime;
}

/** Reads who holds a lock; `undefined` for what says nothing of that sort. */
export function parseLockHolder(text: string): LockHolder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const fields: Partial<Record<string, unknown>> = { ...value };
  const { pid, place, started, uptime: seconds } = fields;
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (typeof place !== "string" || typeof started !== "string" || typeof seconds !== "number")
    return undefined;
  return { pid, place, started, uptime: seconds };
}

function isAnswering(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but not ours.
    return hasCode(error, "EPERM");
  }
}

/** Containers of one machine count their processes apart. */
function placeOfNumbers(): string {
  return isLinux ? `${hostname()} ${readlinkSync("/proc/self/ns/pid")}` : hostname();
}
