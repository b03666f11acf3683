import { isGovernedPath, WITHOUT_GOVERNED } from "../rules/governed-path.ts";
import { isLeftOut, leftOutOfChanges, leftOutProblem, type LeftOut } from "./left-out.ts";
import { answerOf, listPaths, problem, type GitAnswer, type Repository } from "./repository.ts";

/** Carries out an `add`. */
export async function addFiles(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  return refusalOf(repository, argv) ?? answerWithout(repository, argv, await leftOutOfChanges(repository));
}

/** Carries out a `stash push`. What is governed stays where it is: it would be changed behind the back of its owner. */
export async function stashChanges(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  const { pathspecs, notes } = await leftOutOfChanges(repository);
  if (!repository.isProject) return answerWithout(repository, argv, { pathspecs, notes });
  const staged = await listPaths(repository, STAGED);
  const governed = staged?.find(isGovernedPath);
  if (governed !== undefined)
    return problem(`${governed} is staged and cannot be stashed here. Commit what is staged first.`);
  return answerWithout(repository, argv, { pathspecs: [...pathspecs, ...WITHOUT_GOVERNED], notes });
}

/** Carries out a `commit`. Git shows a status where nothing is to commit, and that one looks into submodules: so it is not asked then. */
export async function commitChanges(repository: Repository, asked: readonly string[]): Promise<GitAnswer> {
  const argv = [...asked];
  const all = argv.indexOf("--all");
  if (all !== -1 && all < argv.indexOf("--")) {
    // Done by hand, because it would look into submodules.
    argv.splice(all, 1);
    const added = await addFiles(repository, ["add", "--update", "--", "."]);
    if (added.code !== 0) return added;
  }
  const refusal = refusalOf(repository, argv);
  if (refusal !== undefined) return refusal;
  const behind = argv.indexOf("--");
  const hasPaths = behind < argv.length - 1;
  const leftOut = hasPaths ? await leftOutOfChanges(repository) : NOTHING;
  if (!argv.slice(0, behind).includes("--allow-empty")) {
    const from = hasPaths ? ["HEAD"] : ["--cached"];
    const options = ["--quiet", "--ignore-submodules=dirty", "--no-ext-diff", "--no-textconv"];
    const paths = [...argv.slice(behind), ...leftOut.pathspecs];
    const staged = await repository.read(["diff", ...options, ...from, ...paths]);
    if (staged.end.kind === "exited" && staged.end.code === 0)
      return { ...problem("There is nothing to commit; git add comes first."), notes: leftOut.notes };
    if (staged.end.kind !== "exited" || staged.end.code !== 1) return answerOf(staged);
  }
  return answerWithout(repository, argv, leftOut);
}

const NOTHING: LeftOut = { pathspecs: [], notes: [] };
const STAGED = ["diff", "--cached", "--name-only", "-z", "--no-renames", "--ignore-submodules=dirty"];

/** What is answered where one of the paths themselves is left out. */
function refusalOf(repository: Repository, argv: readonly string[]): GitAnswer | undefined {
  const path = argv.slice(argv.indexOf("--") + 1).find((each) => isLeftOut(repository, each));
  return path === undefined ? undefined : leftOutProblem(path);
}

async function answerWithout(
  repository: Repository,
  argv: readonly string[],
  { pathspecs, notes }: LeftOut,
): Promise<GitAnswer> {
  // What is left out has to be left out of something.
  const all = pathspecs.length > 0 && argv.at(-1) === "--" ? ["."] : [];
  const answer = await repository.answer([...argv, ...all, ...pathspecs]);
  return notes.length === 0 ? answer : { ...answer, notes: [...answer.notes, ...notes] };
}
