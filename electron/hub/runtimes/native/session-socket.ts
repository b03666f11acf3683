import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";
import { HubError } from "../../../../shared/contract/errors.ts";

/** Where a session host listens: a short path, since a socket's may not be longer than about a hundred bytes. */
export async function socketFor(sessionFolder: string): Promise<string> {
  const name = nameFor(sessionFolder);
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
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
  return join(own, name);
}

/** Whether a path is one that `socketFor` made for this session, wherever sockets lay at that time. */
export function isSocketOf(socket: string, sessionFolder: string): boolean {
  return basename(socket) === nameFor(sessionFolder);
}

function nameFor(sessionFolder: string): string {
  const hash = createHash("sha256").update(sessionFolder).digest("hex").slice(0, 20);
  return process.platform === "win32" ? `quorum-${hash}` : `${hash}.sock`;
}
