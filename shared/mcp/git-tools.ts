import { z } from "zod";
import type { ServerPlan } from "./tool-plan.ts";

/** As many as the rules take; see `judgeGit` in the hub. */
const MOST_ARGUMENTS = 500;
const MOST_ARGUMENT_CHARS = 20_000;

const worktree = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .describe("The name of a worktree of yours to work in; the project itself if left out.");

const GIT_DESCRIPTION = [
  'Runs git in the project, on the machine that has it. args is the command line without git, one argument each: ["log", "--oneline", "-n", "20"]. No shell sees it: quotes, ; and && are text like any other.',
  "Everybody: status, log, diff, show, blame, branch (lists only).",
  "Writers also: add PATHS or -A; commit -m MESSAGE; push REMOTE BRANCH, to branches of their own pattern, never by force; pull --ff-only; switch BRANCH, switch -c NEW; stash push, stash pop; worktree add FOLDER/NAME [BRANCH].",
  "git_help says whether you are a writer, which branches, remotes and worktrees are yours, and which options there are.",
  "Options come behind the sub-command and are written out singly (-a -m, not -am). Not there: -c, -C, aliases, force, amend, reset, rebase, checkout, merge, tag, config, clone.",
  "Paths are relative to the project's folder, with /. You are author and committer.",
  "What would change files of the QMS behind its back (switch, pull, stash pop in the project itself) is refused: use a worktree. Long output is cut, and says so: ask for less with -n, --stat or -- PATH.",
].join("\n");

/** Git as agents use it. */
export const GIT_SERVER: ServerPlan = {
  name: "git",
  instructions:
    "Git in the project, for what you may do there: everybody reads, writers also commit and push to branches of their own. git_help says what you may do.",
  hasResources: false,
  tools: [
    {
      name: "git",
      title: "Git",
      description: GIT_DESCRIPTION,
      input: z.strictObject({
        args: z
          .array(z.string().max(MOST_ARGUMENT_CHARS))
          .min(1)
          .max(MOST_ARGUMENTS)
          .describe('The command line behind git, such as ["status", "--short"].'),
        worktree,
      }),
      isReadOnly: false,
    },
    {
      name: "git_help",
      title: "What you may do with git",
      description:
        "Says whether you may only read or also write, which branches, remotes and worktrees are yours, and the options of each sub-command.",
      input: z.strictObject({
        command: z.string().max(40).optional().describe("Only this sub-command's options."),
      }),
      isReadOnly: true,
    },
  ],
};
