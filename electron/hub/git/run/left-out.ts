import { HubError } from "../../../../shared/contract/errors.ts";
import { isSecretFile, PERHAPS_SECRET } from "../rules/secret-file.ts";
import { LIST_INDEX, submodulesIn, without } from "./pathspecs.ts";
import { listPaths, problem, type GitAnswer, type Repository } from "./repository.ts";
import { worktreesInside } from "./work-folder.ts";

/** Each becomes an argument. */
const MOST_PATHS = 500;

/** What git is kept from, as arguments for it, and what the agent is told of that. */
export interface LeftOut {
  readonly pathspecs: readonly string[];
  readonly notes: readonly string[];
}

/**
 * What a call leaves out that takes files into the repository: submodules, because to compare one git would run in it, with
 * a configuration that the agent may have written; worktrees, which it would take for submodules; and what is secret.
 */
export async function leftOutOfChanges(repository: Repository): Promise<LeftOut> {
  const listed = await listPaths(repository, LIST_INDEX);
  if (listed === undefined) throw new HubError("unavailable", "The project's index cannot be read.");
  const submodules = submodulesIn(listed);
  const worktrees = repository.isProject ? worktreesInside(repository.workFolder) : [];
  const secrets = await leftOutOfReading(repository, { isUntrackedToo: true });
  return {
    pathspecs: [...exclude([...submodules, ...worktrees]), ...secrets.pathspecs],
    notes: [
      ...(submodules.length === 0 ? [] : [`Submodules are left as they are: ${submodules.join(", ")}.`]),
      ...secrets.notes,
    ],
  };
}

/** What a call leaves out that shows the content of files: what is hidden from the agent, and what is secret by custom. */
export async function leftOutOfReading(
  repository: Repository,
  { isUntrackedToo = false }: { readonly isUntrackedToo?: boolean } = {},
): Promise<LeftOut> {
  const untracked = isUntrackedToo ? ["--others", "--exclude-standard"] : [];
  const found = await listPaths(repository, [
    ...["ls-files", "-z", "--full-name", "--cached", ...untracked, "--", PERHAPS_SECRET],
  ]);
  const secrets = [...new Set(found?.filter(isSecretFile))];
  return {
    pathspecs: [
      ...exclude(secrets),
      ...repository.hidden.map((path) => `:(exclude,top,icase,literal)${path}`),
    ],
    notes: secrets.length === 0 ? [] : [`Left out, since they may hold secrets: ${secrets.join(", ")}.`],
  };
}

/** Whether the content of a path is not to be had. */
export function isLeftOut({ hidden }: Repository, path: string): boolean {
  const asked = path.toLowerCase();
  const isHidden = hidden
    .map((each) => each.toLowerCase())
    .some((each) => asked === each || asked.startsWith(`${each}/`));
  return isHidden || isSecretFile(path);
}

/** What is answered where somebody asks for a path whose content is not to be had. */
export function leftOutProblem(path: string): GitAnswer {
  return problem(`${path} may hold secrets, or is hidden from you: git leaves it out here.`);
}

function exclude(paths: readonly string[]): readonly string[] {
  if (paths.length > MOST_PATHS)
    throw new HubError("unavailable", "The project has too many files of a kind that has to be left out.");
  return without(paths);
}
