import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { GitVerdict } from "../rules/verdict.ts";
import { cleanEnvironment, type GitIdentity } from "./clean-environment.ts";
import { findGit, trustedPath } from "./find-git.ts";
import { runGit, type GitResult } from "./git-process.ts";
import { overridingOptions } from "./overridden-config.ts";
import {
  isRealFolder,
  projectFolder,
  worktreeFolder,
  worktreesInside,
  type WorkFolder,
} from "./work-folder.ts";

const READ_TIMEOUT_MS = 30_000;
const CHANGE_TIMEOUT_MS = 120_000;
/** More than an agent can read, and little enough for one answer. */
const MOST_OUTPUT_BYTES = 200_000;
/** The index of a large project: a hundred thousand files of a hundred characters. */
const MOST_LIST_BYTES = 32_000_000;
const SUBMODULE = /^160000 [0-9a-f]+ \d\t/;

/** What the runner needs. */
export interface GitRunnerOptions {
  /** The project's folder. */
  readonly root: string;
  /** How remotes may be reached; `file` only where every remote on this machine is trusted: its hooks run here. */
  readonly protocols?: readonly string[];
  readonly path?: string;
  readonly readTimeoutMs?: number;
  readonly changeTimeoutMs?: number;
  readonly mostOutputBytes?: number;
}

/** One call that the rules let through. */
export interface GitCall {
  readonly verdict: Extract<GitVerdict, { readonly kind: "run" }>;
  readonly identity: GitIdentity;
  /** A worktree in the project, with `/`, that is the agent's (`isWorktreePath`); absent: the project itself. */
  readonly worktree?: string;
  readonly signal: AbortSignal;
}

/** What an agent gets. */
export interface GitAnswer {
  /** Absent where git was ended early. */
  readonly code?: number;
  readonly output: string;
  readonly errors: string;
  /** What the agent has to know besides: that something was cut, left out, or ended. */
  readonly notes: readonly string[];
}

/** Runs what the rules let through in one project: its changes one after another, and nothing of its configuration. */
export class GitRunner {
  readonly #options: GitRunnerOptions;
  readonly #path: readonly string[];
  readonly #changes = new SerialQueue();

  constructor(options: GitRunnerOptions) {
    this.#options = options;
    this.#path = trustedPath(options.path ?? process.env["PATH"] ?? process.env["Path"] ?? "", options.root);
  }

  /** Throws a `HubError` where git cannot be run here at all. */
  run(call: GitCall): Promise<GitAnswer> {
    const work = () => this.#run(call);
    return call.verdict.changes ? this.#changes.run(work) : work();
  }

  async #run(call: GitCall): Promise<GitAnswer> {
    const { verdict } = call;
    const { root } = this.#options;
    const isWorktree = verdict.argv[0] === "worktree";
    // A worktree is made from the project: its path is one of the project.
    const folder =
      call.worktree === undefined || isWorktree ? projectFolder(root) : worktreeFolder(root, call.worktree);
    if (folder === undefined)
      throw new HubError(
        "not_found",
        call.worktree === undefined
          ? "The project has no git repository of its own."
          : `There is no worktree of the project at ${call.worktree}.`,
      );
    const path = isWorktree ? verdict.argv.at(verdict.argv.indexOf("--end-of-options") + 1) : undefined;
    if (path !== undefined && !isRealFolder(root, path))
      throw new HubError("invalid_input", `The way to ${path} leads over a link or a file.`);
    const repository = await this.#open(folder, call);
    const argv = [...verdict.argv];
    const [verb] = argv;
    if (verb === "add" || (verb === "stash" && argv[1] === "push"))
      return this.#withoutSubmodules(repository, argv);
    if (verb !== "commit") return repository.answer(argv);
    const behind = argv.indexOf("--");
    const all = argv.indexOf("--all");
    if (all !== -1 && all < behind) {
      // Done by hand, because it would look into submodules.
      argv.splice(all, 1);
      const added = await this.#withoutSubmodules(repository, ["add", "--update", "--", "."]);
      if (added.code !== 0) return added;
    }
    return this.#commit(repository, argv);
  }

  /** Leaves submodules out: to compare one git would run in it, with a configuration that the agent may have written. */
  async #withoutSubmodules(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
    const listed = await repository.read(["ls-files", "--stage", "-z", "--full-name"], MOST_LIST_BYTES);
    if (listed.end.kind !== "exited" || listed.end.code !== 0) return answerOf(listed);
    if (listed.leftOutBytes > 0)
      throw new HubError("unavailable", "The project has too many files for this tool.");
    const submodules = listed.output
      .split("\0")
      .filter((line) => SUBMODULE.test(line))
      .map((line) => line.replace(SUBMODULE, ""));
    // A worktree in the project would be taken for a submodule.
    const worktrees = repository.folder === this.#options.root ? worktreesInside(this.#options.root) : [];
    const excluded = [...submodules, ...worktrees].map((path) => `:(exclude,top,literal)${path}`);
    // What is left out has to be left out of something.
    const all = excluded.length > 0 && argv.at(-1) === "--" ? ["."] : [];
    const answer = await repository.answer([...argv, ...all, ...excluded]);
    return submodules.length === 0
      ? answer
      : { ...answer, notes: [...answer.notes, `Submodules are left as they are: ${submodules.join(", ")}.`] };
  }

  /** Git shows a status where nothing is to commit, and that one looks into submodules: so it is not asked then. */
  async #commit(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
    const behind = argv.indexOf("--");
    const hasPaths = behind < argv.length - 1;
    if (!argv.slice(0, behind).includes("--allow-empty")) {
      const from = hasPaths ? ["HEAD"] : ["--cached"];
      const options = ["--quiet", "--ignore-submodules=dirty", "--no-ext-diff", "--no-textconv"];
      const staged = await repository.read(["diff", ...options, ...from, ...argv.slice(behind)]);
      if (staged.end.kind === "exited" && staged.end.code === 0)
        return {
          code: 1,
          output: "",
          errors: "There is nothing to commit; git add comes first.\n",
          notes: [],
        };
      if (staged.end.kind !== "exited" || staged.end.code !== 1) return answerOf(staged);
    }
    return repository.answer(argv);
  }

  async #open(folder: WorkFolder, { verdict, identity, signal }: GitCall): Promise<Repository> {
    const { protocols = ["https", "ssh"], mostOutputBytes = MOST_OUTPUT_BYTES } = this.#options;
    const { readTimeoutMs = READ_TIMEOUT_MS, changeTimeoutMs = CHANGE_TIMEOUT_MS } = this.#options;
    const program = findGit(this.#path);
    if (program === undefined) throw new HubError("unavailable", "There is no git on this machine's path.");
    const reachesRemote = verdict.argv[0] === "push" || verdict.argv[0] === "pull";
    const environment = cleanEnvironment({
      identity,
      ...folder,
      path: this.#path,
      protocols: reachesRemote ? protocols : [],
      isReading: !verdict.changes,
    });
    const timeoutMs = verdict.changes ? changeTimeoutMs : readTimeoutMs;
    const base = { program, folder: folder.workFolder, environment, timeoutMs, signal };
    const config = ["config", "--list", "--name-only", "-z", "--includes"];
    const listed = await runGit({ ...base, argv: config, mostBytes: MOST_LIST_BYTES });
    // Never go on with a part of it: what stands in the rest would not be overridden.
    if (listed.end.kind !== "exited") throw new HubError("unavailable", `Git was ended: ${listed.end.kind}.`);
    if (listed.end.code !== 0 || listed.leftOutBytes > 0)
      throw new HubError("unavailable", "The repository's configuration cannot be read.");
    const options = overridingOptions(listed.output.split("\0").filter(Boolean), {
      isReading: !verdict.changes,
      reachesRemote,
    });
    if (typeof options === "string") throw new HubError("unavailable", options);
    const read = (argv: readonly string[], mostBytes = mostOutputBytes): Promise<GitResult> =>
      runGit({ ...base, argv: ["--no-pager", ...options, ...argv], mostBytes });
    return { folder: folder.workFolder, read, answer: async (argv) => answerOf(await read(argv)) };
  }
}

/** A repository whose configuration was made harmless for one call. */
interface Repository {
  readonly folder: string;
  read(argv: readonly string[], mostBytes?: number): Promise<GitResult>;
  answer(argv: readonly string[]): Promise<GitAnswer>;
}

function answerOf({ end, output, errors, leftOutBytes }: GitResult): GitAnswer {
  const notes: string[] = [];
  if (leftOutBytes > 0)
    notes.push(`The output is cut: ${leftOutBytes} more bytes are left out. Ask for less at once.`);
  if (end.kind === "timed out") notes.push("Git took too long and was ended.");
  if (end.kind === "cancelled") notes.push("The call was cancelled and git was ended.");
  return { ...(end.kind === "exited" ? { code: end.code } : {}), output, errors, notes };
}
