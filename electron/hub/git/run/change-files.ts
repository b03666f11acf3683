import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "../../../../shared/contract/errors.ts";
import { hasCode } from "../../files/has-code.ts";
import { isGovernedPath } from "../rules/governed-path.ts";
import { END_OF_OPTIONS } from "../rules/verb.ts";
import { answerOf, listPaths, problem, type GitAnswer, type Repository } from "./repository.ts";

const NAMES = ["--name-only", "-z"];
const PLAIN = ["--no-renames", "--ignore-submodules=dirty", "--no-ext-diff", "--no-textconv"];
const MOST_NAMED = 3;
/** A line for each branch of the remote. */
const MOST_FETCHED_CHARS = 8_000_000;

/** Carries out a `switch`, unless it would change what is governed. */
export async function switchBranch(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  const end = argv.indexOf(END_OF_OPTIONS);
  const [target] = argv.slice(end + 1);
  // A new branch where the present one stands changes no file.
  if (!repository.isProject || target === undefined) return repository.answer(argv);
  const options = argv.slice(0, end);
  const isNamed = !options.includes("--detach") && !options.some((name) => name.startsWith("--create="));
  const commit = await commitOf(repository, isNamed ? `refs/heads/${target}` : target);
  // Git says best what is wrong with it.
  if (commit === undefined) return repository.answer(argv);
  const refusal = await refusalOf(repository, commit);
  if (refusal !== undefined) return refusal;
  return repository.answer(isNamed ? argv : [...argv.slice(0, end + 1), commit]);
}

/** Carries out a `pull`: what was fetched is looked at before it comes into the project. */
export async function pullBranch(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  const end = argv.indexOf(END_OF_OPTIONS);
  const said = argv.slice(0, end).filter((name) => name === "--quiet" || name === "--verbose");
  const programs = argv.slice(0, end).filter((name) => name.startsWith("--upload-pack="));
  const fixed = ["--no-tags", "--no-recurse-submodules", ...programs, ...said];
  const fetched = await repository.answer(["fetch", ...fixed, ...argv.slice(end)]);
  if (fetched.code !== 0) return fetched;
  const commit = await fetchedCommit(repository);
  if (commit === undefined)
    return problem(
      "There is no branch to pull: name the remote and the branch, as in pull --ff-only origin main.",
    );
  const refusal = repository.isProject ? await refusalOf(repository, commit) : undefined;
  if (refusal !== undefined) return { ...refusal, errors: fetched.errors + refusal.errors };
  const merge = ["merge", "--ff-only", "--no-verify-signatures", "--no-autostash", ...said];
  const merged = await repository.answer([...merge, END_OF_OPTIONS, commit]);
  return { ...merged, errors: fetched.errors + merged.errors, notes: [...fetched.notes, ...merged.notes] };
}

/** Carries out a `stash pop`, unless it would change what is governed. */
export async function popStash(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  if (!repository.isProject) return repository.answer(argv);
  const [entry = "0"] = argv.slice(argv.indexOf(END_OF_OPTIONS) + 1);
  const commit = await commitOf(repository, /^\d+$/.test(entry) ? `stash@{${entry}}` : entry);
  if (commit === undefined) return repository.answer(argv);
  const untracked = await commitOf(repository, `${commit}^3`);
  const changed = await changedBetween(repository, `${commit}^1`, commit);
  const added = untracked === undefined ? [] : await pathsIn(repository, untracked);
  return refusalFor([...changed, ...added]) ?? (await repository.answer(argv));
}

/** What a change of the project to another commit is answered that would change what is governed. */
async function refusalOf(repository: Repository, commit: string): Promise<GitAnswer | undefined> {
  const head = await commitOf(repository, "HEAD");
  const paths =
    head === undefined ? await pathsIn(repository, commit) : await changedBetween(repository, head, commit);
  return refusalFor(paths);
}

function refusalFor(paths: readonly string[]): GitAnswer | undefined {
  const governed = paths.filter(isGovernedPath);
  if (governed.length === 0) return undefined;
  const named = governed.slice(0, MOST_NAMED).join(", ");
  const more = governed.length > MOST_NAMED ? ` and ${governed.length - MOST_NAMED} more` : "";
  return problem(
    `This would change ${named}${more}, which git must not change in the project itself: the QMS and what steers agents ` +
      "have their own ways. Work in a worktree (git worktree add), or ask a person to do it.",
  );
}

async function changedBetween(repository: Repository, from: string, to: string): Promise<readonly string[]> {
  return known(await listPaths(repository, ["diff", ...NAMES, ...PLAIN, END_OF_OPTIONS, from, to, "--"]));
}

async function pathsIn(repository: Repository, commit: string): Promise<readonly string[]> {
  return known(await listPaths(repository, ["ls-tree", "-r", ...NAMES, "--full-tree", commit]));
}

/** Never go on without knowing. */
function known(paths: readonly string[] | undefined): readonly string[] {
  if (paths === undefined) throw new HubError("unavailable", "What this would change cannot be found out.");
  return paths;
}

async function commitOf(repository: Repository, revision: string): Promise<string | undefined> {
  const argv = ["rev-parse", "--verify", "--quiet", END_OF_OPTIONS, `${revision}^{commit}`];
  const { end, output } = await repository.read(argv);
  const id = output.trim();
  return end.kind === "exited" && end.code === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** The commit that was fetched to be merged, if it is one. */
async function fetchedCommit(repository: Repository): Promise<string | undefined> {
  const found = answerOf(await repository.read(["rev-parse", "--absolute-git-dir"]));
  const text = await readFile(join(found.output.trim(), "FETCH_HEAD"), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  });
  if (text.length > MOST_FETCHED_CHARS) return undefined;
  const ids = text.split("\n").flatMap((line) => /^([0-9a-f]{40,64})\t\t/.exec(line)?.[1] ?? []);
  return ids.length === 1 ? ids[0] : undefined;
}
