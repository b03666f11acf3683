import { lstat, readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import { hasCode } from "../../files/has-code.ts";
import { insideProject } from "./mounts/hidden-files.ts";
import type { HiddenPath } from "./mounts/mount-plan.ts";

/** The agent that reads the project's own instructions; all others read their definitions in its place. */
const FIRST_AGENT = "claude";
/** What Claude Code reads of a project before all else. */
export const INSTRUCTIONS = "CLAUDE.md";
/** Settings and lists of servers are a few kilobytes. */
const MAX_BYTES = 1024 * 1024;

/** The file that an agent reads as its instructions in place of the project's, if it is not the first. */
export async function definitionOf(root: string, agent: AgentId): Promise<string | undefined> {
  if (agent === FIRST_AGENT) return undefined;
  const path = `.claude/agents/${agent}.md`;
  const file = join(root, ".claude", "agents", `${agent}.md`);
  if ((await kindInProject(root, path)) === "file") return file;
  throw new HubError(
    "not_found",
    `${agent} has no definition: ${path} is not there. Write it, and start ${agent} again.`,
  );
}

/** The project's file of instructions, by its path in it: where it is a link, what it leads to. */
export async function instructionsOf(root: string): Promise<string | undefined> {
  const target = await realpath(join(root, INSTRUCTIONS)).catch(absent);
  if (target === undefined || !(await lstat(target)).isFile()) return undefined;
  const inside = relative(root, target);
  return inside.startsWith("..") ? undefined : inside.split(sep).join("/");
}

/** The text of a file in the project; undefined where it is no plain file of the project's own. */
export async function textOf(root: string, path: string): Promise<string | undefined> {
  if ((await kindInProject(root, path)) !== "file") return undefined;
  const file = join(root, path);
  if ((await lstat(file)).size > MAX_BYTES) return "";
  return readFile(file, "utf8").catch(absent);
}

/** Which of these are there to be hidden: what a link leads to is, and the link shows nothing then. */
export async function hiddenPaths(root: string, paths: readonly string[]): Promise<HiddenPath[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const inside = await insideProject(root, path);
      const kind = inside === undefined ? undefined : await kindInProject(root, inside);
      return inside === undefined || kind === undefined ? [] : [{ path: inside, kind }];
    }),
  );
  return found.flat();
}

async function kindInProject(root: string, path: string): Promise<"file" | "folder" | undefined> {
  const info = await lstat(join(root, path)).catch(absent);
  if (info === undefined) return undefined;
  return info.isFile() ? "file" : info.isDirectory() ? "folder" : undefined;
}

function absent(error: unknown): undefined {
  if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EACCES", "EPERM")) return undefined;
  throw error;
}
