import { chown, lchown, lstat, mkdir, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { AgentId } from "../../../../../shared/contract/agents.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import { hasCode } from "../../../files/has-code.ts";
import type { ContainerUser } from "../containers/container-user.ts";

/** The folders that an agent has of its own, as absolute paths of this machine. */
export interface OwnFolders {
  readonly workspace: string;
  readonly inbox: string;
  /** Claude Code's configuration. */
  readonly config: string;
  /** Working copies. */
  readonly projects: string;
  /** Notes that all agents share. */
  readonly sessions: string;
}

/** Makes what is missing of an agent's own folders. The project may come from anywhere: none of them may lead elsewhere. */
export async function makeOwnFolders(
  root: string,
  dataFolder: string,
  agent: AgentId,
  user: ContainerUser | undefined,
): Promise<OwnFolders> {
  const own = join(".claude", "users", agent);
  const [workspace, inbox, config, sessions] = await Promise.all([
    makeInside(root, join(own, "workspace")),
    makeInside(root, join(own, "inbox")),
    makeInside(root, join(own, "container"), 0o700),
    makeInside(root, join(".claude", "sessions")),
  ]);
  const projects = join(dataFolder, "projects", agent);
  await mkdir(projects, { recursive: true, mode: 0o700 });
  if (user?.isOther === true) {
    await Promise.all([config, projects, sessions].map((folder) => chown(folder, user.uid, user.gid)));
    await giveAll(workspace, user);
  }
  return { workspace, inbox, config, projects, sessions };
}

async function makeInside(root: string, path: string, mode?: number): Promise<string> {
  const folder = join(root, path);
  try {
    await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    if (!hasCode(error, "EEXIST", "ENOTDIR", "EACCES", "EPERM", "EROFS", "ELOOP")) throw error;
    throw new HubError(
      "denied",
      `${folder} cannot be made. Look at what is in its place, and start the agent again.`,
      {
        cause: error,
      },
    );
  }
  await checkPlace(root, path);
  return folder;
}

/** Refuses what lies somewhere else than it seems to: a link in a project could lead to anything of this machine. */
export async function checkPlace(root: string, path: string): Promise<void> {
  const folder = join(root, path);
  const real = await realpath(folder).catch((error: unknown) => {
    if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EACCES")) throw error;
    throw new HubError(
      "not_found",
      `${folder} is not there, and the container needs it. Put it back, and start the agent again.`,
      {
        cause: error,
      },
    );
  });
  if (real !== folder)
    throw new HubError(
      "denied",
      `${folder} is a link to ${real}. Containers get no links: make it a folder of its own.`,
    );
}

/** Gives a folder with all in it to a user, links as such. */
async function giveAll(path: string, user: ContainerUser): Promise<void> {
  await lchown(path, user.uid, user.gid);
  if (!(await lstat(path)).isDirectory()) return;
  const names = await readdir(path);
  await Promise.all(names.map((name) => giveAll(join(path, name), user)));
}
