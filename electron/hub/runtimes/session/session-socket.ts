import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";
import { HubError } from "../../../../shared/contract/errors.ts";

/** Where a session host listens. */
export interface SessionSockets {
  /** For hubs. */
  readonly socket: string;
  /** For the calls of the programs in the session. */
  readonly callSocket: string;
}

/** The sockets of a session: short paths, since a socket's may not be longer than about a hundred bytes. */
export async function socketsFor(sessionFolder: string): Promise<SessionSockets> {
  const name = nameFor(sessionFolder);
  const folder = process.platform === "win32" ? "\\\\.\\pipe\\" : `${await privateFolder()}/`;
  return { socket: `${folder}${name}`, callSocket: callSocketBeside(`${folder}${name}`) };
}

/** Where calls come in at a session host that listens for hubs at this socket. */
export function callSocketBeside(socket: string): string {
  const name = basename(socket);
  return `${socket.slice(0, -name.length)}calls-${name}`;
}

async function privateFolder(): Promise<string> {
  const folder = process.env["XDG_RUNTIME_DIR"] ?? join(tmpdir(), `quorum-${userInfo().uid}`);
  const own = process.env["XDG_RUNTIME_DIR"] === undefined ? folder : join(folder, "quorum");
  await mkdir(own, { recursive: true, mode: 0o700 });
  const info = await lstat(own);
  // Another user could have made it first, to listen in.
  if (!info.isDirectory() || info.uid !== userInfo().uid || (info.mode & 0o077) !== 0) {
    throw new HubError(
      "denied",
      `${own} is not a private folder of yours. Remove it, and start the agent again.`,
    );
  }
  return own;
}

/** Whether a path is one that `socketsFor` made for hubs of this session, wherever sockets lay at that time. */
export function isSocketOf(socket: string, sessionFolder: string): boolean {
  return basename(socket) === nameFor(sessionFolder);
}

function nameFor(sessionFolder: string): string {
  const hash = createHash("sha256").update(sessionFolder).digest("hex").slice(0, 20);
  return process.platform === "win32" ? `quorum-${hash}` : `${hash}.sock`;
}
