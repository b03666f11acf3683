import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { HubError } from "../../shared/contract/errors.ts";
import { checkProject } from "../hub/project/open-project.ts";
import { CommandError, EXIT, NoHubError } from "./command-error.ts";

/** The folder of the project that is meant: the one named, or the nearest one around the current folder. */
export async function findProject(
  named: string | undefined,
  from = process.cwd(),
  home = homedir(),
): Promise<string> {
  if (named !== undefined) {
    const project = await tryProject(resolve(from, named));
    if (project instanceof HubError) throw new CommandError(project.message, EXIT.usage, { cause: project });
    return project;
  }
  for (const folder of foldersUpFrom(from)) {
    // Claude Code keeps a `.claude` folder in everyone's home, which makes no project of it: that one is named, or
    // not meant.
    if (folder === home) continue;
    const project = await tryProject(folder);
    if (!(project instanceof HubError)) return project;
  }
  throw new NoHubError(
    `Neither ${from} nor a folder above it is a project: go to one, or name one with --project.`,
  );
}

async function tryProject(folder: string): Promise<string | HubError> {
  try {
    return (await checkProject(folder)).path;
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function foldersUpFrom(from: string): readonly string[] {
  const parent = dirname(from);
  return parent === from ? [from] : [from, ...foldersUpFrom(parent)];
}
