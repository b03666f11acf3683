import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LINK_PROTOCOL } from "../../../../shared/link/link-frames.ts";
import {
  Launch,
  LAUNCH_FILE,
  OUTPUT_FOLDER,
  SessionStatus,
  STATUS_FILE,
} from "../../../../shared/link/session-files.ts";
import { readJson } from "../../files/read-json.ts";
import { hasCode } from "../../files/has-code.ts";
import { isPrivate } from "../../files/is-private.ts";
import { isSocketOf, type SessionSockets } from "./session-socket.ts";

/** Output of earlier sessions that is kept for each agent. */
const KEPT_SESSIONS = 5;
/** A status is a few hundred bytes. */
const MAX_STATUS_BYTES = 65_536;

/** What a runtime says of a session that it is about to start. */
export type NewSession = Omit<Launch, "protocol" | "session" | "key" | "socket" | "callSocket">;

/** One session's folder, with what the hub wrote into it. */
export interface StoredSession {
  readonly folder: string;
  readonly launch: Launch;
}

/** The sessions of one agent on disk, each in a folder of its own whose name sorts by its start. */
export class SessionStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where they all lie. */
  get folder(): string {
    return this.#folder;
  }

  /** The latest session there has been. */
  async latest(): Promise<StoredSession | undefined> {
    for (const name of (await this.#names()).toReversed()) {
      const folder = join(this.#folder, name);
      const file = join(folder, LAUNCH_FILE);
      const launch = (await isPrivate(file)) ? await readJson(file, Launch) : undefined;
      if (launch === undefined) continue;
      // The socket of a container is nothing that could be connected to here.
      if (launch.runtime === "docker" || isSocketOf(launch.socket, folder)) return { folder, launch };
    }
    return undefined;
  }

  /** Makes the folder of a new session, and lets the oldest beyond those that are kept go. */
  async create(
    launch: NewSession,
    socketsFor: (folder: string) => SessionSockets | Promise<SessionSockets>,
    now: number,
  ): Promise<StoredSession> {
    const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, "");
    const session = `${stamp}-${randomBytes(3).toString("hex")}`;
    const folder = join(this.#folder, session);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const key = randomBytes(32).toString("base64url");
    const full: Launch = { ...launch, protocol: LINK_PROTOCOL, session, ...(await socketsFor(folder)), key };
    await writeFile(join(folder, LAUNCH_FILE), JSON.stringify(full), { mode: 0o600, flush: true });
    const old = (await this.#names()).slice(0, -KEPT_SESSIONS);
    // What cannot be removed now, since something still reads it, goes another time.
    await Promise.allSettled(
      old.map((name) => rm(join(this.#folder, name), { recursive: true, force: true })),
    );
    return { folder, launch: full };
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (hasCode(error, "ENOENT")) return [];
      throw error;
    });
    return names.filter((name) => /^\d{8}T\d{9}Z-[0-9a-f]{6}$/.test(name)).toSorted();
  }
}

/** What a session's host last said of it. */
export async function statusOf(session: StoredSession): Promise<SessionStatus | undefined> {
  const file = join(session.folder, STATUS_FILE);
  const info = await lstat(file).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  });
  // The agent itself can write there: what is not a plain file could keep whoever reads it waiting for ever.
  if (info === undefined || !info.isFile() || info.size > MAX_STATUS_BYTES) return undefined;
  return readJson(file, SessionStatus);
}

export function outputFolderOf(session: StoredSession): string {
  return join(session.folder, OUTPUT_FOLDER);
}
