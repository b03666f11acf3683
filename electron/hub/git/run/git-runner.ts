import { SerialQueue } from "../../../../shared/base/serial-queue.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import { END_OF_OPTIONS } from "../rules/verb.ts";
import type { GitVerdict } from "../rules/verdict.ts";
import { popStash, pullBranch, switchBranch } from "./change-files.ts";
import type { GitIdentity } from "./clean-environment.ts";
import { trustedPath } from "./find-git.ts";
import { isLeftOut, leftOutOfReading, leftOutProblem } from "./left-out.ts";
import { readPersonConfig, type PersonConfig } from "./person-config.ts";
import { openRepository, type GitAnswer, type Repository } from "./repository.ts";
import { addFiles, commitChanges, stashChanges } from "./take-in-changes.ts";
import { isRealFolder, projectFolder, worktreeFolder } from "./work-folder.ts";

/** Read anew after this long: two processes more for a call. */
const PERSON_CONFIG_MS = 60_000;
const READ_TIMEOUT_MS = 30_000;
const CHANGE_TIMEOUT_MS = 120_000;
/** More than an agent can read, and little enough for one answer. */
const MOST_OUTPUT_BYTES = 200_000;

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
  /** What of the person's own configuration counts. */
  readonly personConfig?: (program: string) => Promise<PersonConfig>;
}

/** One call that the rules let through. */
export interface GitCall {
  readonly verdict: Extract<GitVerdict, { readonly kind: "run" }>;
  readonly identity: GitIdentity;
  /** A worktree in the project, with `/`, that is the agent's (`isWorktreePath`); absent: the project itself. */
  readonly worktree?: string;
  /** Paths in the project, with `/`, whose content the agent must not have. */
  readonly hidden?: readonly string[];
  readonly signal: AbortSignal;
  /** Is waited for when it is the call's turn, before anything is done; where it rejects, nothing is. */
  readonly begin?: () => Promise<void>;
}

/** Runs what the rules let through in one project: its changes one after another, and nothing of its configuration. */
export class GitRunner {
  readonly #options: GitRunnerOptions;
  readonly #path: readonly string[];
  readonly #changes = new SerialQueue();
  /** They touch no file and may take long: nobody else's change waits for them. */
  readonly #pushes = new SerialQueue();

  #person: { readonly config: Promise<PersonConfig>; readonly at: number } | undefined;

  constructor(options: GitRunnerOptions) {
    this.#options = options;
    this.#path = trustedPath(options.path ?? process.env["PATH"] ?? process.env["Path"] ?? "", options.root);
  }

  /** Throws a `HubError` where git cannot be run here at all. */
  run(call: GitCall): Promise<GitAnswer> {
    const work = () => this.#run(call);
    if (!call.verdict.changes) return work();
    return (call.verdict.argv[0] === "push" ? this.#pushes : this.#changes).run(work);
  }

  #personConfig(program: string): Promise<PersonConfig> {
    const { personConfig = readPersonConfig } = this.#options;
    const read = this.#person;
    if (read !== undefined && performance.now() - read.at < PERSON_CONFIG_MS) return read.config;
    const config = personConfig(program);
    this.#person = { config, at: performance.now() };
    return config;
  }

  async #run(call: GitCall): Promise<GitAnswer> {
    const { identity, hidden = [], signal, worktree, verdict } = call;
    if (signal.aborted) throw new HubError("unavailable", "The call was cancelled.");
    await call.begin?.();
    const { root, protocols = ["https", "ssh"], mostOutputBytes = MOST_OUTPUT_BYTES } = this.#options;
    const { readTimeoutMs = READ_TIMEOUT_MS, changeTimeoutMs = CHANGE_TIMEOUT_MS } = this.#options;
    const [verb] = verdict.argv;
    // A worktree is made from the project: its path is one of the project.
    const isProject = worktree === undefined || verb === "worktree";
    const folder = isProject ? projectFolder(root) : worktreeFolder(root, worktree);
    if (folder === undefined)
      throw new HubError(
        "not_found",
        isProject
          ? "The project has no git repository of its own."
          : `There is no worktree of the project at ${worktree}.`,
      );
    const path = verb === "worktree" ? verdict.argv.at(verdict.argv.indexOf(END_OF_OPTIONS) + 1) : undefined;
    if (path !== undefined && !isRealFolder(root, path))
      throw new HubError("invalid_input", `The way to ${path} leads over a link or a file.`);
    const repository = await openRepository({
      folder,
      isProject,
      hidden,
      identity,
      path: this.#path,
      protocols: verb === "push" || verb === "pull" ? protocols : undefined,
      isReading: !verdict.changes,
      timeoutMs: verdict.changes ? changeTimeoutMs : readTimeoutMs,
      mostOutputBytes,
      signal,
      personConfig: (program) => this.#personConfig(program),
    });
    return carryOut(repository, verdict.argv);
  }
}

/** Has git do it, in the way of each sub-command that needs one of its own. */
async function carryOut(repository: Repository, argv: readonly string[]): Promise<GitAnswer> {
  switch (argv[0]) {
    case "add":
      return addFiles(repository, argv);
    case "commit":
      return commitChanges(repository, argv);
    case "stash":
      return argv[1] === "push" ? stashChanges(repository, argv) : popStash(repository, argv);
    case "switch":
      return switchBranch(repository, argv);
    case "pull":
      return pullBranch(repository, argv);
    case "diff": {
      const { pathspecs } = await leftOutOfReading(repository);
      return repository.answer([...argv, ...pathspecs]);
    }
    case "blame": {
      const path = argv.at(-1) ?? "";
      return isLeftOut(repository, path) ? leftOutProblem(path) : repository.answer(argv);
    }
    default:
      return repository.answer(argv);
  }
}
