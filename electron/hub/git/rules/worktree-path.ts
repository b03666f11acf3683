import { isPathInside } from "./values.ts";
import type { GitContext } from "./verdict.ts";

/** Whether a path is one of a worktree that the agent may make and work in. */
export function isWorktreePath(path: string, { worktrees }: GitContext): boolean {
  const name = path.startsWith(`${worktrees}/`) ? path.slice(worktrees.length + 1) : "";
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(\.[A-Za-z0-9_-]{1,32})?$/.test(name) && isPathInside(path);
}
