import type { GitContext, GitRole } from "../git/rules/verdict.ts";
import { isOutside } from "./container-config.ts";
import type { ProjectConfig } from "./project-config.ts";

/** What a user may do with the project's repository. */
export interface GitAccess {
  readonly role: GitRole | "none";
  readonly context: GitContext;
  /** Paths in the project, with `/`, that are hidden from it: their content is not to be had by git either. */
  readonly hidden: readonly string[];
  /** Whether it sees no more of other agents than its container shows it. */
  readonly isConfined: boolean;
  /** Whether it can write its worktrees: from its container only where the project mounts them. */
  readonly usesWorktrees: boolean;
}

/** Carries out what was asked for, and records it: all others review, and their work is in the QMS. */
const FIRST_WRITER = "claude";

/** In the project, and out of its repository. */
const USUAL_WORKTREES = ".quorum/worktrees";

/** What a project's configuration lets a user do with git: an agent, or whoever has a token for the tools. */
export function gitAccess({ defaults, agents, users }: ProjectConfig, user: string): GitAccess {
  const agent = new Map(Object.entries(agents)).get(user);
  const own = agent?.git ?? new Map(Object.entries(users)).get(user)?.git;
  const { role, branches, remotes, worktrees } = { ...defaults.git, ...own };
  const isConfined = (agent?.runtime ?? defaults.runtime) === "docker";
  const ownWorktrees = `${worktrees ?? USUAL_WORKTREES}/${user}`;
  const mounted = [...(defaults.mounts ?? []), ...(agent?.mounts ?? [])]
    .filter(({ path, at, writable }) => writable && at === undefined && !isOutside(path))
    .map(({ path }) => withSlashes(path));
  return {
    role: role ?? (user === FIRST_WRITER ? "writer" : "reader"),
    context: {
      branches: (branches ?? ["{agent}/*"]).map((pattern) => pattern.replaceAll("{agent}", user)),
      remotes: remotes ?? ["origin"],
      worktrees: ownWorktrees,
    },
    hidden: [...(defaults.masks ?? []), ...(agent?.masks ?? [])].map(withSlashes),
    isConfined,
    usesWorktrees: !isConfined || mounted.some((path) => `${ownWorktrees}/`.startsWith(`${path}/`)),
  };
}

function withSlashes(path: string): string {
  return path
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}
