import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GitAccess } from "../../config/git-settings.ts";
import { hasCode } from "../../files/has-code.ts";
import { insideProject } from "../../runtimes/docker/mounts/hidden-files.ts";

const USERS = ".claude/users";
/** What an agent in a container sees another one of, or nothing. */
const OWN = [".claude/settings.local.json", ".quorum"];

/** The paths in the project, with `/`, whose content a user must not have by git: what its container does not show it. */
export async function hiddenFrom(
  root: string,
  user: string,
  { hidden, isConfined }: GitAccess,
): Promise<readonly string[]> {
  const led = await Promise.all(hidden.map((path) => insideProject(root, path)));
  // A link is hidden with what it leads to.
  const all = [...new Set([...hidden, ...led.filter((path) => path !== undefined)])];
  if (!isConfined) return all;
  const users = await readdir(join(root, USERS)).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
  const others = users.filter((name) => name !== user).map((name) => `${USERS}/${name}`);
  return [...all, ...OWN, ...others, `${USERS}/${user}/container`];
}
