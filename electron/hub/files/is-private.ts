import { lstat } from "node:fs/promises";
import { userInfo } from "node:os";
import { hasCode } from "./has-code.ts";

/**
 * Whether a file was written by this user for this user alone. Files that say whom to connect to are believed only then:
 * a project's folder may come from anywhere, and git, for one, never checks out a file like that.
 */
export async function isPrivate(file: string): Promise<boolean> {
  // There the folder's own rights decide; modes and owners mean nothing.
  if (process.platform === "win32") return true;
  const info = await lstat(file).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  });
  return info !== undefined && info.isFile() && info.uid === userInfo().uid && (info.mode & 0o077) === 0;
}
