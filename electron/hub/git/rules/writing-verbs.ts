import { flags, option, type ReadArguments } from "./read-arguments.ts";
import { PATHS } from "./reading-verbs.ts";
import { isBranchName, isMessage, isOfPattern, isOneOf, isPathInside, isStartingPoint } from "./values.ts";
import { isWorktreePath } from "./worktree-path.ts";
import { END_OF_OPTIONS, type Verb } from "./verb.ts";
import { refused, type GitContext, type GitVerdict } from "./verdict.ts";

// Of these two the configuration's comes first and counts, whatever later overrides it: only options have the last word.
const PUSH_PROGRAM = "--receive-pack=git-receive-pack";
const PULL_PROGRAM = "--upload-pack=git-upload-pack";

const FAST_FORWARD = [
  ...["--ff-only", "--no-rebase", "--no-tags", "--no-recurse-submodules", "--no-verify-signatures"],
  PULL_PROGRAM,
];

const ADD: Verb = {
  options: new Map([
    ...option(["-A", "--all"]),
    ...option(["-u", "--update"]),
    ...option(["-n", "--dry-run"]),
    ...option(["-v", "--verbose"]),
    ...option(["-N", "--intent-to-add"]),
    ...option(["--chmod"], { accepts: isOneOf("+x", "-x") }),
  ]),
  arrange: ({ options, values, paths = [] }) => {
    const all = [...values, ...paths];
    if (!all.every(isPathInside)) return refused(PATHS);
    const isWhole = options.includes("--all") || options.includes("--update");
    if (all.length === 0 && !isWhole) return refused("Say which paths git add shall take.");
    return change(["add", ...options, "--", ...(all.length === 0 ? ["."] : all)]);
  },
};

const COMMIT: Verb = {
  options: new Map([
    ...option(["-m", "--message"], { accepts: isMessage }),
    ...option(["-a", "--all"]),
    ...option(["-q", "--quiet"]),
    ...option(["-s", "--signoff"]),
    ...flags("--allow-empty"),
  ]),
  arrange: ({ options, values, paths = [] }) => {
    const all = [...values, ...paths];
    if (!options.some((name) => name.startsWith("--message=")))
      return refused("git commit needs its message with -m: there is no editor.");
    if (!all.every(isPathInside)) return refused(PATHS);
    if (all.length > 0 && options.includes("--all"))
      return refused("git commit takes -a or paths, not both.");
    return change(["commit", "--no-gpg-sign", "--no-edit", ...options, "--", ...all]);
  },
};

const PUSH: Verb = {
  options: new Map([
    ...option(["-n", "--dry-run"]),
    ...option(["-v", "--verbose"]),
    ...option(["-q", "--quiet"]),
    ...flags("--porcelain"),
  ]),
  arrange: ({ options, values, paths }, context) => {
    const [remote, ...branches] = values;
    if (remote === undefined || branches.length === 0 || paths !== undefined)
      return refused("git push needs the remote and the branch: push origin your-branch.");
    if (!isRemote(remote, context)) return refused(otherRemote(context));
    const refspecs: string[] = [];
    for (const branch of branches) {
      const refspec = refspecOf(branch, context);
      if (refspec === undefined)
        return refused(
          `Only branches like ${context.branches.join(", ") || "none"} can be pushed, as branch or as HEAD:branch, ` +
            "without force and without deleting.",
        );
      refspecs.push(refspec);
    }
    const fixed = ["--no-follow-tags", "--no-recurse-submodules", "--no-signed", "--no-verify", PUSH_PROGRAM];
    return change(["push", ...fixed, ...options, END_OF_OPTIONS, remote, ...refspecs]);
  },
};

const PULL: Verb = {
  options: new Map([...flags("--ff-only"), ...option(["-q", "--quiet"]), ...option(["-v", "--verbose"])]),
  arrange: ({ options, values, paths }, context) => {
    const [remote, branch, ...others] = values;
    if (!options.includes("--ff-only")) return refused("Only git pull --ff-only can be used.");
    if (paths !== undefined || others.length > 0) return refused("git pull takes a remote and a branch.");
    if (remote !== undefined && !isRemote(remote, context)) return refused(otherRemote(context));
    if (branch !== undefined && !isBranchName(branch)) return refused("git pull takes a branch by its name.");
    const rest = options.filter((name) => name !== "--ff-only");
    const from = branch === undefined ? values : [remote ?? "", `refs/heads/${branch}`];
    return change(["pull", ...FAST_FORWARD, ...rest, END_OF_OPTIONS, ...from]);
  },
};

const SWITCH: Verb = {
  options: new Map([
    ...option(["-c", "--create"], { accepts: isBranchName }),
    ...option(["-d", "--detach"]),
    ...option(["-q", "--quiet"]),
  ]),
  arrange: ({ options, values, paths }) => {
    const created = options.filter((name) => name.startsWith("--create="));
    const isDetached = options.includes("--detach");
    const [target] = values;
    if (paths !== undefined || values.length > 1 || created.length > 1 || (isDetached && created.length > 0))
      return refused("git switch takes one branch, -c with a new one, or --detach with a revision.");
    const isGood = target === undefined ? created.length === 1 : isStartingPoint(target);
    if (!isGood) return refused("git switch needs the name of a branch.");
    if (created.length === 0 && !isDetached && !isBranchName(target ?? ""))
      return refused("git switch takes a branch by its name; --detach goes before a revision.");
    // Quiet: what it would list of the files leads it into submodules.
    const fixed = ["--quiet", "--no-guess", "--no-recurse-submodules"];
    const chosen = [...created, ...(isDetached ? ["--detach"] : created.length > 0 ? ["--no-track"] : [])];
    return change(["switch", ...fixed, ...chosen, END_OF_OPTIONS, ...values]);
  },
};

const STASH_PUSH = new Map([
  ...option(["-m", "--message"], { accepts: isMessage }),
  ...option(["-k", "--keep-index"]),
  ...option(["-S", "--staged"]),
  ...option(["-q", "--quiet"]),
]);

const STASH: Verb = {
  options: new Map([...STASH_PUSH, ...flags("--index")]),
  arrange: ({ options, values: [what = "push", ...values], paths }) => {
    switch (what) {
      case "push": {
        const all = [...values, ...(paths ?? [])];
        if (options.includes("--index")) return refused("--index belongs to git stash pop.");
        if (!all.every(isPathInside)) return refused(PATHS);
        return change(["stash", "push", ...options, "--", ...all]);
      }
      case "pop": {
        const isEntry = values.every((value) => /^(stash@\{\d{1,4}\}|\d{1,4})$/.test(value));
        const isKnown = options.every((name) => name === "--index" || name === "--quiet");
        if (!isEntry || !isKnown || values.length > 1 || paths !== undefined)
          return refused("git stash pop takes --index and one entry: stash@{0}.");
        // Quiet: the status that it would show in the end looks into submodules.
        const rest = options.filter((name) => name !== "--quiet");
        return change(["stash", "pop", "--quiet", ...rest, END_OF_OPTIONS, ...values]);
      }
      default:
        return refused("Of git stash, push and pop can be used.");
    }
  },
};

const WORKTREE: Verb = {
  options: new Map([...option(["-b"], { accepts: isBranchName }), ...option(["-d", "--detach"])]),
  arrange: (asked, context) => {
    const [what, path, start, ...others] = asked.values;
    if (what !== "add" || path === undefined || others.length > 0 || asked.paths !== undefined)
      return refused(`Of git worktree, add with a folder in ${context.worktrees} and a branch can be used.`);
    if (!isWorktreePath(path, context))
      return refused(`A worktree has to be a folder in ${context.worktrees}.`);
    if (start !== undefined && !isStartingPoint(start))
      return refused("That is not where a worktree can begin.");
    return change([
      "worktree",
      "add",
      ...worktreeOptions(asked),
      END_OF_OPTIONS,
      path,
      ...asked.values.slice(2),
    ]);
  },
};

/** What only writers may use. */
export const WRITING_VERBS: ReadonlyMap<string, Verb> = new Map([
  ["add", ADD],
  ["commit", COMMIT],
  ["push", PUSH],
  ["pull", PULL],
  ["switch", SWITCH],
  ["stash", STASH],
  ["worktree", WORKTREE],
]);

function worktreeOptions({ options }: ReadArguments): readonly string[] {
  const isNew = options.some((name) => name.startsWith("-b"));
  return ["--no-guess-remote", ...(isNew ? ["--no-track"] : []), ...options];
}

/** Both ends in full, so that git has nothing to guess; none where it is not the agent's to push. */
function refspecOf(branch: string, { branches }: GitContext): string | undefined {
  const sign = branch.indexOf(":");
  const source = sign === -1 ? branch : branch.slice(0, sign);
  const target = (sign === -1 ? branch : branch.slice(sign + 1)).replace(/^refs\/heads\//, "");
  if (!isBranchName(target) || !branches.some((pattern) => isOfPattern(target, pattern))) return undefined;
  const from = source.replace(/^refs\/heads\//, "");
  if (sign !== -1 && from === "HEAD") return `HEAD:refs/heads/${target}`;
  return isBranchName(from) ? `refs/heads/${from}:refs/heads/${target}` : undefined;
}

function isRemote(name: string, { remotes }: GitContext): boolean {
  return remotes.includes(name) && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
}

function otherRemote({ remotes }: GitContext): string {
  return `A remote is named, never addressed: ${remotes.join(", ") || "there is none"}.`;
}

function change(argv: readonly string[]): GitVerdict {
  return { kind: "run", argv, changes: true };
}
