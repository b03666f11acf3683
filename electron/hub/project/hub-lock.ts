import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { HubError } from "../../../shared/contract/errors.ts";
import { isPrivate } from "../files/is-private.ts";
import { readJson } from "../files/read-json.ts";
import { readProcessState } from "../files/process-state.ts";
import { hasCode } from "../files/has-code.ts";
import { writeAtomically } from "../files/write-atomically.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** How a running hub is found and reached. Readable by its user alone: the token opens the hub. */
export const HubAddress = z.object({
  pid: z.number().int().positive(),
  startedAt: z.number(),
  // The record lies in a folder that may have come from anywhere: what a person types must not leave this machine.
  url: z.string().refine(isOnThisMachine),
  token: z.string(),
  version: z.string(),
});
export type HubAddress = z.infer<typeof HubAddress>;

const HUB_FILE = "hub.json";
const LOCK_FOLDER = "hub.lock";
const HOLDER_FILE = "pid";
const TAKING_MS = 5000;

/** The hold that one hub has on its project. */
export interface HubLock {
  /** Tells others how to reach this hub. */
  announce(address: HubAddress): Promise<void>;
  release(): Promise<void>;
}

/** The locks that this very process holds: the one piece of state that is the process's own. */
const heldHere = new Set<string>();

/** A project has one hub: takes the hold on it, or says who has it. A hub that died holds nothing. */
export async function lockProject(dataFolder: string): Promise<HubLock> {
  const lock = join(dataFolder, LOCK_FOLDER);
  if (!(await tryLock(lock))) {
    await removeStale(lock);
    if (!(await tryLock(lock))) throw alreadyOpen(await holderOf(lock));
  }
  heldHere.add(lock);
  const file = join(dataFolder, HUB_FILE);
  return {
    announce: (address) => writeAtomically(file, JSON.stringify(address)),
    release: async () => {
      // Another may have taken over meanwhile, because we seemed dead to it: then nothing here is ours.
      heldHere.delete(lock);
      if ((await holderOf(lock)) !== process.pid) return;
      await rm(file, { force: true });
      await rm(lock, { recursive: true, force: true });
    },
  };
}

/** Making a folder succeeds for one of two at once, on every file system. */
async function tryLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
  await writeAtomically(join(lock, HOLDER_FILE), String(process.pid));
  return true;
}

/** Clears away the lock of a process that is gone, unless another clears it, or takes it, at the same moment. */
async function removeStale(lock: string): Promise<void> {
  const holder = await holderOf(lock);
  if (holder === undefined ? !(await isOld(lock)) : await isHeld(lock, holder)) throw alreadyOpen(holder);
  const aside = `${lock}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  const moved = await holderOf(aside);
  if (moved !== holder) {
    // Another had cleared the old lock and taken a new one: that is what was moved, and it goes back.
    await rename(aside, lock);
    throw alreadyOpen(moved);
  }
  await rm(aside, { recursive: true, force: true });
}

/**
 * Whether the process that holds a lock is still a hub: after a restart of the machine its number may be anybody's. A
 * hub that told how it is reached answers there; one that has not told yet gets the benefit of the doubt.
 */
async function isHeld(lock: string, holder: number): Promise<boolean> {
  // Our own number and not our lock: an earlier process had the same, as the first one in a container always has.
  if (holder === process.pid) return heldHere.has(lock);
  if (!isAlive(holder)) return false;
  const address = await readJson(join(lock, "..", HUB_FILE), HubAddress);
  return address === undefined || address.pid !== holder || (await isListening(address.url));
}

function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function holderOf(lock: string): Promise<number | undefined> {
  return readJson(join(lock, HOLDER_FILE), z.number().int().positive());
}

/** A lock without a holder is being taken just now, or its taker died in the middle of it. */
async function isOld(lock: string): Promise<boolean> {
  const info = await stat(lock).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  return info === undefined || Date.now() - info.mtimeMs > TAKING_MS;
}

function alreadyOpen(holder: number | undefined): HubError {
  const who = holder === undefined ? "" : ` (process ${holder})`;
  return new HubError("conflict", `Another Quorum${who} already has this project open.`);
}

/** The running hub of a project, if there is one. */
export async function findRunningHub(root: string): Promise<HubAddress | undefined> {
  const file = join(root, ".quorum", HUB_FILE);
  const address = (await isPrivate(file)) ? await readJson(file, HubAddress) : undefined;
  return address !== undefined && isAlive(address.pid) ? address : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // It is there, but not ours.
    return hasCode(error, "EPERM");
  }
}

/** A process that has ended, and whose parent has not taken note of it yet. */
function isZombie(pid: number): boolean {
  return process.platform === "linux" && (readProcessState(pid)?.isZombie ?? true);
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && LOOPBACK.has(hostname);
}
