import { z } from "zod";

const BRANCH_HINT =
  'A branch is a name such as "claude/work", or a pattern such as "claude/*"; {agent} stands for the agent';
const REMOTE_HINT = 'A remote is named as git knows it, such as "origin"';
const WORKTREES_HINT =
  'The folder for worktrees is one in the project, such as "trees", and not one of the QMS, of agents or of git';

const BranchPattern = z
  .string(BRANCH_HINT)
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9_*{][A-Za-z0-9_./#%+=,*{}-]*$/, BRANCH_HINT);

const RemoteName = z
  .string(REMOTE_HINT)
  .max(100)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, REMOTE_HINT);

const WorktreesFolder = z
  .string(WORKTREES_HINT)
  .max(200)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/, WORKTREES_HINT)
  .refine((path) => !/^(?:QMS|git~\d)(?:\/|$)/i.test(path), WORKTREES_HINT);

/** What an agent may do with the project's repository. */
export const GitConfig = z
  .strictObject({
    role: z.enum(["none", "reader", "writer"], 'A role is "none", "reader" or "writer"').optional().meta({
      description:
        'Whether it may read the history, or also commit and push. Without a word about it, claude is a "writer", and every other a "reader".',
    }),
    branches: z
      .array(BranchPattern)
      .max(50)
      .optional()
      .meta({ description: 'The branches that a writer may push to. Without a word about it "{agent}/*".' }),
    remotes: z
      .array(RemoteName)
      .max(20)
      .optional()
      .meta({ description: 'The remotes that a writer may push to and pull from. Usually "origin".' }),
    worktrees: WorktreesFolder.optional().meta({
      description:
        "The folder in which each writer has a folder for worktrees of its own. Without a word about it that is in .quorum, which no container shows: an agent in one has worktrees where its folder here is mounted writable. Git reads it on this machine: do not let a container write there that you do not trust.",
    }),
  })
  .meta({ description: "What the agent may do with the project's git repository through its tools." });
export type GitConfig = z.infer<typeof GitConfig>;
